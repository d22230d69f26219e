package dev.kelp.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Operators one after another. */
final class Pipelines {
    private final Chance chance;
    private final List<Step.Row> simple;
    private final List<Step.Row> all = new ArrayList<>();

    Pipelines(Chance chance, Expressions values, Names names, Profile profile) {
        this.chance = chance;
        simple = allowed(new RowSteps(chance, values, names).rows(), profile);
        all.addAll(simple);
        all.addAll(allowed(new GroupSteps(chance, values, names, profile).rows(this), profile));
        all.addAll(allowed(new TableSteps(chance, values, names).rows(this), profile));
    }

    private static List<Step.Row> allowed(List<Step.Row> rows, Profile profile) {
        return rows.stream().filter(r -> profile.operators().test(r.word())).toList();
    }

    /** One operator that works row by row. */
    Step simple(Columns columns) {
        return draw(simple).maker().on(columns);
    }

    /** {@code source | op | op}. */
    Step after(String source, Columns columns, int operators) {
        StringBuilder text = new StringBuilder(source);
        Columns now = columns;
        for (int i = 0; i < operators; i++) {
            Step step = draw(all).maker().on(now);
            text.append(chance.percent(15) ? "\n| " : " | ").append(step.text());
            now = step.columns();
        }
        return new Step(text.toString(), now);
    }

    private Step.Row draw(List<Step.Row> rows) {
        int total = rows.stream().mapToInt(Step.Row::weight).sum();
        int at = chance.below(total);
        for (Step.Row row : rows) {
            at -= row.weight();
            if (at < 0) {
                return row;
            }
        }
        throw new IllegalStateException("no operator");
    }
}
