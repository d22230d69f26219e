package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code sequence_detect}: rows that follow each other within a time, each of them fulfilling the next of some conditions. */
final class SequenceDetect {
    private SequenceDetect() {}

    static Relation bind(PluginCall call) {
        List<Expr.Item> steps = new ArrayList<>();
        List<Column> dimensions = new ArrayList<>();
        split(call, steps, dimensions);
        Analytics of = new Analytics(call, dimensions, call.column(0, "TimelineColumn"), Map.of())
                .distance("StepWindow", 1)
                .distance("Span", 2);
        Map<String, Relation> tables = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            tables.put(
                    "S" + i,
                    of.run(
                            "T | where isnotnull(t) | distinct t" + i + " = t{,dims}",
                            Map.of("T", where(call, steps.get(i), of))));
        }
        // Without dimensions all rows belong together.
        String on = dimensions.isEmpty() ? "one" : "{dims}";
        StringBuilder query = new StringBuilder("S0 | extend one = 1");
        for (int i = 1; i < steps.size(); i++) {
            query.append(" | join kind=inner (S")
                    .append(i)
                    .append(" | extend one = 1) on ")
                    .append(on);
            query.append(" | where t").append(i).append(" > t").append(i - 1);
            query.append(" and t").append(i).append(" - t").append(i - 1).append(" <= StepWindow");
            query.append(" and t").append(i).append(" - t0 <= Span");
        }
        String last = "t" + (steps.size() - 1);
        String times = IntStream.range(0, steps.size()).mapToObj(i -> "t" + i).collect(Collectors.joining(", "));
        query.append(" | project {dims}")
                .append(dimensions.isEmpty() ? "" : ", ")
                .append(times);
        query.append(", Duration = ").append(last).append(" - t0");
        ColumnNamer namer =
                new ColumnNamer(dimensions.stream().map(Column::name).toList());
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            String name = steps.get(i).name() == null ? "" : steps.get(i).name();
            names.put("t" + i, namer.fresh(name + "_" + of.timeName()));
        }
        return of.answer(of.run(query.toString(), tables), names);
    }

    /** Conditions come first, the columns that hold what belongs together last. */
    private static void split(PluginCall call, List<Expr.Item> steps, List<Column> dimensions) {
        List<Expr.Item> arguments = call.call().arguments();
        if (arguments.size() < 4) {
            throw Problem.ARGUMENT_COUNT.at(call.span(), call.name(), "at least 4 arguments", arguments.size());
        }
        for (Expr.Item item : arguments.subList(3, arguments.size())) {
            boolean isDimension = item.name() == null
                    && item.expr() instanceof Expr.Name name
                    && call.input().column(name.name()).isPresent()
                    && !steps.isEmpty();
            if (isDimension) {
                dimensions.add(call.column(item.expr(), call.input(), "Dimension"));
            } else if (dimensions.isEmpty()) {
                steps.add(item);
            } else {
                throw Problem.SEMANTIC.at(
                        item.span(), "The conditions of sequence_detect stand before its dimensions.");
            }
        }
    }

    /** The rows that fulfil a condition, as the queries see them. */
    private static Relation where(PluginCall call, Expr.Item step, Analytics of) {
        Binder binder = call.binder();
        RowContext row = binder.row(call.input());
        Scalar condition = binder.predicate(step.expr(), row);
        return of.over(call.input()
                .over(new Plan.Filter(row.plan(), condition), call.input().columns()));
    }
}
