package dev.kelp.operators.plugins;

import dev.kelp.bind.Relation;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code active_users_count}: who was there in enough periods of a time before. */
final class ActiveUsers {
    private ActiveUsers() {}

    static Relation bind(PluginCall call) {
        call.expect(8, Integer.MAX_VALUE);
        Object least = call.value(6, "ActivePeriodsCount", KqlType.REAL);
        long periods = least == null ? 0 : (long) Math.ceil((Double) least);
        if (periods < 1) {
            throw Problem.SEMANTIC.at(
                    call.required(6, "ActivePeriodsCount").span(), "There must be at least 1 active period.");
        }
        Analytics of = Analytics.of(call, 8)
                .time("Start", 2)
                .time("End", 3)
                .distance("Lookback", 4)
                .distance("Period", 5)
                .step("Step", 7);
        List<String> person = new ArrayList<>(of.names());
        person.add("id");
        Relation seen = of.run("""
                T | where t > Start - Lookback and t <= End
                | summarize latest = max(t) by p = bin_at(t, Period, Start), id{,dims}""");
        // Who is to have been there in three periods was there two periods before, not too long ago.
        Relation before = periods == 1
                ? of.run("N | extend before = latest", Map.of("N", seen))
                : of.lag(seen, "latest", periods - 1, person, "p", "before");
        Relation appearances = of.run("""
                T | where t between (Start .. End) | extend b = {bin}, p = bin_at(t, Period, Start)
                | summarize t = min(t) by b, p, id{,dims}""");
        return of.answer(of.run("""
                A | join kind=inner (N | where isnotnull(before) | project p, id{,dims}, before) on p, id{,dims}
                | where before > t - Lookback
                | distinct b, id{,dims}
                | summarize dcount = count() by b{,dims}""", Map.of("A", appearances, "N", before)));
    }
}
