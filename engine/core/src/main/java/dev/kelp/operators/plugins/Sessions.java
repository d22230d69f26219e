package dev.kelp.operators.plugins;

import dev.kelp.bind.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code session_count}: how many sessions begin per step; one begins where the id was not seen for the lookback's time. */
final class Sessions {
    private Sessions() {}

    static Relation bind(PluginCall call) {
        call.expect(6, Integer.MAX_VALUE);
        Analytics of = Analytics.of(call, 6)
                .time("Start", 2)
                .time("End", 3)
                .distance("Step", 4)
                .distance("Lookback", 5)
                .bins();
        Relation seen = of.run("T | where t > Start - Lookback and t <= End | distinct t, id{,dims}");
        List<String> person = new ArrayList<>(of.names());
        person.add("id");
        return of.answer(of.run("""
                N | where t >= Start and (isnull(before) or t - before >= Lookback)
                | summarize count_sessions = count() by b = {bin}{,dims}""", Map.of("N", of.lag(seen, "t", 1, person, "t", "before"))));
    }
}
