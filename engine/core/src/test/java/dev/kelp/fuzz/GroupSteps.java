package dev.kelp.fuzz;

import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** Operators that put rows together or take them apart: groups, series, nested values. */
final class GroupSteps {
    private final Chance chance;
    private final Expressions values;
    private final Names names;
    private final List<Signature> aggregates;

    GroupSteps(Chance chance, Expressions values, Names names, Profile profile) {
        this.chance = chance;
        this.values = values;
        this.names = names;
        this.aggregates = Vocabulary.of(profile).aggregates();
    }

    List<Step.Row> rows(Pipelines pipelines) {
        return List.of(
                row("summarize", 18, this::summarize),
                row("distinct", 4, this::distinct),
                row("count", 2, this::count),
                row("mv-expand", 6, this::mvExpand),
                row("mv-apply", 4, c -> mvApply(c, pipelines)),
                row("make-series", 4, this::makeSeries),
                row("partition", 3, c -> partition(c, pipelines)),
                row("top-hitters", 2, this::topHitters),
                row("top-nested", 2, this::topNested),
                row("sample-distinct", 2, this::sampleDistinct),
                row("reduce", 1, this::reduce));
    }

    private static Step.Row row(String word, int weight, Step.Maker maker) {
        return new Step.Row(word, weight, maker);
    }

    private String aggregate(Columns columns) {
        Signature signature = chance.of(aggregates);
        String call = values.call(signature, values.type(), columns, 2);
        boolean isNumber =
                signature.result().equals("long") || signature.result().equals("real");
        return isNumber && chance.percent(8) ? call + chance.of(" + 1", " / 2", " * 1.5") : call;
    }

    /** An aggregate whose type is known. */
    private String typedAggregate(KqlType type, Columns columns) {
        return switch (type) {
            case LONG ->
                chance.of(
                        "count()",
                        "sum(" + values.of(KqlType.LONG, columns, 1) + ")",
                        "countif(" + values.condition(columns, 1) + ")",
                        "dcount(" + values.of(KqlType.STRING, columns, 1) + ")");
            case REAL -> "avg(" + values.of(chance.of(KqlType.REAL, KqlType.LONG), columns, 1) + ")";
            case DYNAMIC -> chance.of("make_list(", "make_set(") + values.of(KqlType.LONG, columns, 1) + ")";
            default -> chance.of("min(", "max(") + values.of(type, columns, 1) + ")";
        };
    }

    private Step summarize(Columns columns) {
        Columns after = columns.only(List.of());
        List<String> keys = new ArrayList<>();
        for (int i = chance.below(3); i > 0; i--) {
            int kind = chance.below(10);
            if (kind < 6 && !columns.known().isEmpty()) {
                Columns.Known key = chance.of(columns.known());
                if (!after.has(key.name()) && (key.type() != KqlType.DYNAMIC || chance.percent(10))) {
                    keys.add(key.text());
                    after = after.with(key.name(), key.type());
                }
            } else if (kind < 8) {
                KqlType type = chance.of(KqlType.LONG, KqlType.STRING, KqlType.DATETIME, KqlType.BOOL);
                String name = names.fresh("k");
                keys.add(name + " = " + values.of(type, columns, 1));
                after = after.with(name, type);
            } else {
                keys.add(chance.of(
                        "bin(" + values.of(KqlType.LONG, columns, 0) + ", 10)",
                        "bin(" + values.of(KqlType.DATETIME, columns, 0) + ", 1d)",
                        values.of(KqlType.STRING, columns, 1)));
            }
        }
        List<String> items = new ArrayList<>();
        for (int i = chance.from(keys.isEmpty() ? 1 : 0, 3); i > 0; i--) {
            if (chance.percent(40)) {
                KqlType type = chance.of(
                        KqlType.LONG,
                        KqlType.REAL,
                        KqlType.STRING,
                        KqlType.DATETIME,
                        KqlType.DYNAMIC,
                        KqlType.TIMESPAN);
                String name = names.fresh("g");
                items.add(name + " = " + typedAggregate(type, columns));
                after = after.with(name, type);
            } else {
                items.add((chance.percent(25) ? names.fresh("x") + " = " : "") + aggregate(columns));
            }
        }
        String by = keys.isEmpty() ? "" : (items.isEmpty() ? "by " : " by ") + String.join(", ", keys);
        return new Step("summarize " + String.join(", ", items) + by, after.inOrder(false));
    }

    private Step distinct(Columns columns) {
        List<Columns.Known> plain = columns.typed(t -> t != KqlType.DYNAMIC);
        if (plain.isEmpty() || plain.size() == columns.known().size() && chance.percent(40)) {
            return new Step("distinct *", columns.inOrder(false));
        }
        Columns.Known one = chance.of(plain);
        Columns.Known other = chance.of(plain);
        List<Columns.Known> both = one.equals(other) ? List.of(one) : List.of(one, other);
        return new Step(
                "distinct "
                        + String.join(
                                ", ", both.stream().map(Columns.Known::text).toList()),
                columns.only(both).inOrder(false));
    }

    private Step count(Columns columns) {
        return new Step("count", Columns.of("Count", KqlType.LONG));
    }

    private String nested(Columns columns) {
        List<Columns.Known> dynamics = columns.typed(t -> t == KqlType.DYNAMIC);
        return dynamics.isEmpty() || chance.percent(15)
                ? values.literals().array()
                : chance.of(dynamics).text();
    }

    private Step mvExpand(Columns columns) {
        String name = names.fresh("e");
        KqlType type = chance.percent(50) ? KqlType.DYNAMIC : chance.of(KqlType.LONG, KqlType.STRING, KqlType.REAL);
        String typed = type == KqlType.DYNAMIC ? "" : " to typeof(" + type.kql() + ")";
        String with = chance.of("", "", "", "with_itemindex=" + name + "i ", "kind=array ", "bagexpansion=array ");
        List<Columns.Known> dynamics = columns.typed(t -> t == KqlType.DYNAMIC);
        String end = chance.of("", "", " limit 10");
        if (!dynamics.isEmpty() && chance.percent(50)) {
            Columns.Known column = chance.of(dynamics);
            return new Step("mv-expand " + with + column.text() + typed + end, columns.with(column.name(), type));
        }
        return new Step("mv-expand " + with + name + " = " + nested(columns) + typed + end, columns.with(name, type));
    }

    private Step mvApply(Columns columns, Pipelines pipelines) {
        String name = names.fresh("e");
        KqlType type = chance.of(KqlType.LONG, KqlType.STRING, KqlType.REAL);
        Columns inner = columns.with(name, type);
        String body = chance.of(
                "where " + values.condition(inner, 1),
                "summarize " + name + "s = " + typedAggregate(KqlType.LONG, inner),
                "top 1 by " + name,
                "extend " + name + "x = " + values.of(KqlType.STRING, inner, 1));
        Columns after = body.startsWith("where") || body.startsWith("top") ? inner : columns;
        return new Step(
                "mv-apply " + name + " = " + nested(columns) + " to typeof(" + type.kql() + ") on (" + body + ")",
                after.inOrder(false));
    }

    private Step makeSeries(Columns columns) {
        List<Columns.Known> times = columns.typed(t -> t == KqlType.DATETIME);
        String name = names.fresh("m");
        KqlType type = chance.of(KqlType.LONG, KqlType.REAL);
        String by = columns.typed(t -> t == KqlType.STRING).isEmpty()
                ? ""
                : chance.of(
                        "",
                        " by "
                                + chance.of(columns.typed(t -> t == KqlType.STRING))
                                        .text());
        String time =
                times.isEmpty() ? "datetime(2024-01-01)" : chance.of(times).text();
        String range = chance.of(
                " from datetime(2024-01-01) to datetime(2024-01-05) step 1d",
                " step 1d",
                " from datetime(2024-01-01) to datetime(2024-02-01) step 7d");
        Columns after = columns.only(List.of()).with(name, KqlType.DYNAMIC);
        if (!times.isEmpty()) {
            after = after.with(time.replaceAll("[\\['\\]]", ""), KqlType.DYNAMIC);
        }
        return new Step(
                "make-series " + name + " = " + typedAggregate(type, columns) + chance.of("", " default=0") + " on "
                        + time + range + by,
                after.inOrder(false));
    }

    private Step partition(Columns columns, Pipelines pipelines) {
        List<Columns.Known> keys = columns.typed(t -> t == KqlType.STRING || t == KqlType.LONG);
        if (keys.isEmpty()) {
            return count(columns);
        }
        Step inner = pipelines.simple(columns);
        String hint = chance.of("", "hint.strategy=native ", "hint.strategy=shuffle ");
        return new Step(
                "partition " + hint + "by " + chance.of(keys).text() + " (" + inner.text() + ")",
                inner.columns().inOrder(false));
    }

    private Step topHitters(Columns columns) {
        if (columns.known().isEmpty()) {
            return count(columns);
        }
        Columns.Known column = chance.of(columns.known());
        String by = chance.percent(40) ? " by " + values.of(KqlType.LONG, columns, 0) : "";
        return new Step(
                "top-hitters " + chance.from(1, 5) + " of " + column.text() + by,
                columns.only(List.of(column)).inOrder(false));
    }

    private Step topNested(Columns columns) {
        List<Columns.Known> keys =
                columns.typed(t -> t == KqlType.STRING || t == KqlType.LONG || t == KqlType.DATETIME);
        if (keys.isEmpty()) {
            return count(columns);
        }
        Columns.Known first = chance.of(keys);
        Columns.Known second = chance.of(keys);
        String more = chance.percent(40) || first.equals(second)
                ? ""
                : ", top-nested " + chance.from(1, 2) + " of " + second.text() + " by "
                        + typedAggregate(KqlType.LONG, columns);
        return new Step(
                "top-nested " + chance.from(1, 3) + " of " + first.text() + chance.of("", " with others = \"rest\"")
                        + " by " + chance.of("", names.fresh("v") + " = ") + typedAggregate(KqlType.LONG, columns)
                        + more,
                columns.only(List.of(first)).inOrder(false));
    }

    private Step sampleDistinct(Columns columns) {
        if (columns.known().isEmpty()) {
            return count(columns);
        }
        Columns.Known column = chance.of(columns.known());
        return new Step(
                "sample-distinct " + chance.from(1, 5) + " of " + column.text(),
                columns.only(List.of(column)).inOrder(false));
    }

    private Step reduce(Columns columns) {
        List<Columns.Known> texts = columns.typed(t -> t == KqlType.STRING);
        String text = texts.isEmpty() ? "'x'" : chance.of(texts).text();
        return new Step(
                "reduce by " + text + chance.of("", " with threshold=0.3", " with threshold=0.2, characters='x'"),
                Columns.of("Pattern", KqlType.STRING));
    }
}
