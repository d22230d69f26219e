package dev.kelp.operators.plugins;

import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Scalar;
import dev.kelp.text.Problem;
import dev.kelp.types.JsonText;
import dev.kelp.types.KqlType;
import java.util.Map;

/**
 * {@code sliding_window_counts}, {@code activity_engagement} and {@code rolling_percentile}: what was seen in the window that ends
 * with a step. Each step's rows are taken once per window they lie in.
 */
final class SlidingWindows {
    private SlidingWindows() {}

    static Relation counts(PluginCall call) {
        call.expect(6, Integer.MAX_VALUE);
        Analytics of = Analytics.of(call, 6)
                .time("Start", 2)
                .time("End", 3)
                .distance("Lookback", 4)
                .step("Step", 5);
        // A calendar's units differ in length: as many as may begin within the lookback, and then those that do.
        return of.answer(of.run("""
                T | where t > Start - Lookback and t <= End | extend b = {bin}
                | summarize n = count() by b, id{,dims}
                | mv-expand i = range(0, Windows - 1) to typeof(long)
                | extend c = {later}
                | where i == 0 or c < b + Lookback
                | where c >= First and c <= End
                | summarize Count = sum(n), Dcount = count_distinct(id) by b = c{,dims}""".replace(
                        "Windows",
                        call.binder().constant(call.required(5, "Step")).type() == KqlType.STRING
                                ? "(tolong(Lookback / 7d) + 1)"
                                : "max_of(1, tolong(Lookback / Step))")));
    }

    static Relation engagement(PluginCall call) {
        call.expect(4, Integer.MAX_VALUE);
        boolean bounded = call.size() >= 6 && !call.isColumn(4);
        Analytics of = Analytics.of(call, bounded ? 6 : 4);
        if (bounded) {
            of.time("Start", 2).time("End", 3);
        } else {
            of.extreme("Start", "min").extreme("End", "max");
        }
        of.distanceStep(bounded ? 4 : 2).distance("Outer", bounded ? 5 : 3);
        return of.answer(of.run("""
                T | where t > Start - Outer and t <= End | extend b = {bin}
                | distinct b, id{,dims}
                | mv-expand i = range(0, max_of(1, tolong(Outer / Step)) - 1) to typeof(long)
                | extend c = {later}
                | where c >= First and c <= End
                | summarize here = min(i) by c, id{,dims}
                | summarize inner = countif(here == 0), outer = count() by b = c{,dims}
                | project b{,dims}, dcount_activities_inner = inner, dcount_activities_outer = outer,
                    activity_ratio = toreal(inner) / toreal(outer)"""));
    }

    static Relation percentile(PluginCall call) {
        call.expect(5, Integer.MAX_VALUE);
        Column value = call.column(0, "ValueColumn");
        Scalar rank = call.constant(1, "Percentile");
        if (!(rank instanceof Scalar.Literal literal) || !rank.type().isNumber()) {
            throw Problem.MUST_BE_CONSTANT.at(call.required(1, "Percentile").span(), "The argument 'Percentile'");
        }
        long windows = call.number(4, "BinsPerWindow");
        String name = "rolling_" + windows + "_percentile_" + value.name() + "_" + literal.value();
        Analytics of = new Analytics(
                        call, call.columnsFrom(5, "Dimension"), call.column(2, "IndexColumn"), Map.of("v", value))
                .distance("Step", 3)
                .number("Windows", 4)
                .value("Rank", rank)
                .bins();
        return of.answer(of.run("""
                let N = T | where isnotnull(t) | project b = {bin}, v{,dims};
                N | mv-expand i = range(0, Windows - 1) to typeof(long)
                | extend c = b + i * Step
                | where c <= toscalar(N | summarize max(b))
                | summarize {name} = percentile(v, Rank) by b = c{,dims}
                | project b{,dims}, {name}""".replace("{name}", "[" + JsonText.quoted(name) + "]")));
    }
}
