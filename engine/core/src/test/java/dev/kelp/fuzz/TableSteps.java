package dev.kelp.fuzz;

import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.List;
import java.util.Set;

/** Operators that bring another table in. */
final class TableSteps {
    private final Chance chance;
    private final Expressions values;
    private final Names names;

    TableSteps(Chance chance, Expressions values, Names names) {
        this.chance = chance;
        this.values = values;
        this.names = names;
    }

    List<Step.Row> rows(Pipelines pipelines) {
        return List.of(
                new Step.Row("join", 9, c -> join(c, pipelines)),
                new Step.Row("lookup", 4, c -> lookup(c, pipelines)),
                new Step.Row("union", 4, c -> union(c, pipelines)));
    }

    private Step join(Columns columns, Pipelines pipelines) {
        TableDef table = chance.of(Tables.ALL.tables());
        Columns right = Columns.of(table);
        String source = table.name();
        if (chance.percent(40)) {
            Step inner = pipelines.simple(right);
            source = "(" + source + " | " + inner.text() + ")";
            right = inner.columns();
        }
        String kind = chance.of(
                "",
                "kind=inner ",
                "kind=leftouter ",
                "kind=rightouter ",
                "kind=fullouter ",
                "kind=innerunique ",
                "kind=leftanti ",
                "kind=leftsemi ",
                "kind=rightsemi ",
                "kind=anti ",
                "hint.strategy=broadcast kind=inner ");
        String on = on(columns, right);
        if (on.isEmpty()) {
            return union(columns, pipelines);
        }
        Columns after = kind.contains("right") && kind.contains("semi")
                ? right
                : kind.contains("anti") || kind.contains("semi") ? columns : columns.and(right);
        return new Step("join " + kind + source + " on " + on, after.inOrder(false));
    }

    private Step lookup(Columns columns, Pipelines pipelines) {
        TableDef table = chance.of(Tables.ALL.tables());
        Columns right = Columns.of(table);
        String on = on(columns, right);
        if (on.isEmpty()) {
            return union(columns, pipelines);
        }
        return new Step(
                "lookup " + chance.of("", "kind=leftouter ", "kind=inner ") + table.name() + " on " + on,
                columns.and(right).inOrder(false));
    }

    /** Keys: a shared name where there is one, or a pair of columns of one type. */
    private String on(Columns left, Columns right) {
        List<Columns.Known> shared = left.known().stream()
                .filter(c -> right.known().contains(c) && c.type() != KqlType.DYNAMIC)
                .toList();
        if (!shared.isEmpty() && chance.percent(60)) {
            return chance.of(shared).text();
        }
        for (int i = 0; i < 8 && !left.known().isEmpty() && !right.known().isEmpty(); i++) {
            Columns.Known one = chance.of(left.known());
            List<Columns.Known> fitting = right.typed(t -> t == one.type() && t != KqlType.DYNAMIC);
            if (!fitting.isEmpty()) {
                return equality(one, chance.of(fitting));
            }
        }
        return chance.percent(10) ? "id" : "";
    }

    private String equality(Columns.Known left, Columns.Known right) {
        String one = "$left." + left.text();
        String other = "$right." + right.text();
        return chance.percent(96) ? one + " == " + other : other + " == " + one;
    }

    private Step union(Columns columns, Pipelines pipelines) {
        TableDef table = chance.of(Tables.ALL.tables());
        String options = chance.of("", "", "kind=outer ", "withsource=leg ", "isfuzzy=true ");
        if (chance.percent(4)) {
            options = "kind=inner ";
        }
        Columns other = Columns.of(table);
        String leg = table.name();
        if (chance.percent(30)) {
            Step inner = pipelines.simple(other);
            leg = "(" + leg + " | " + inner.text() + ")";
            other = inner.columns();
        }
        Columns after = options.contains("inner") ? shared(columns, other) : agreeing(columns, other);
        return new Step("union " + options + leg, after.inOrder(false));
    }

    private static Columns shared(Columns one, Columns other) {
        return one.only(one.known().stream().filter(other.known()::contains).toList());
    }

    /** Columns of one name and two types get names of their own, which the generator leaves alone. */
    private static Columns agreeing(Columns one, Columns other) {
        Set<String> clashes = Set.copyOf(one.known().stream()
                .filter(c -> other.has(c.name()) && !other.known().contains(c))
                .map(Columns.Known::name)
                .toList());
        Columns both = one.and(other);
        return both.only(
                both.known().stream().filter(c -> !clashes.contains(c.name())).toList());
    }
}
