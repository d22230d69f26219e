package dev.kelp.fuzz;

import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Operators that work row by row, or choose rows and columns. */
final class RowSteps {
    private final Chance chance;
    private final Expressions values;
    private final Names names;

    RowSteps(Chance chance, Expressions values, Names names) {
        this.chance = chance;
        this.values = values;
        this.names = names;
    }

    List<Step.Row> rows() {
        return List.of(
                row("where", 20, this::where),
                row("filter", 1, c -> new Step("filter " + values.condition(c, 1), c)),
                row("extend", 20, this::extend),
                row("project", 12, this::project),
                row("project-away", 4, this::projectAway),
                row("project-keep", 3, this::projectKeep),
                row("project-rename", 3, this::projectRename),
                row("project-reorder", 3, this::projectReorder),
                row("sort", 8, this::sort),
                row("order", 1, this::sort),
                row("top", 4, this::top),
                row("take", 3, c -> new Step(chance.of("take ", "limit ") + chance.from(1, 20), c.inOrder(false))),
                row("serialize", 3, this::serialize),
                row("parse", 3, this::parse),
                row("parse-where", 2, this::parse),
                row("parse-kv", 2, this::parseKv),
                row("as", 1, c -> new Step("as " + names.fresh("Named"), c)),
                row("sample", 1, c -> new Step("sample " + chance.from(1, 5), c.inOrder(false))),
                row("render", 1, this::render),
                row("getschema", 1, c -> chance.percent(25) ? getSchema(c) : where(c)));
    }

    private static Step.Row row(String word, int weight, Step.Maker maker) {
        return new Step.Row(word, weight, maker);
    }

    private Step where(Columns columns) {
        return new Step("where " + values.condition(columns, chance.from(1, 3)), columns);
    }

    private Step extend(Columns columns) {
        Columns after = columns;
        List<String> items = new ArrayList<>();
        for (int i = chance.from(1, 3); i > 0; i--) {
            if (chance.percent(20)) {
                items.add(values.any(columns, 2));
            } else {
                KqlType type = values.type();
                String name = !columns.known().isEmpty() && chance.percent(12)
                        ? chance.of(columns.known()).name()
                        : names.fresh("c");
                items.add(new Columns.Known(name, type).text() + " = " + values.of(type, columns, chance.from(1, 3)));
                after = after.with(name, type);
            }
        }
        return new Step("extend " + String.join(", ", items), after);
    }

    private Step project(Columns columns) {
        Columns after = columns.only(List.of());
        List<String> items = new ArrayList<>();
        for (int i = chance.from(1, 5); i > 0; i--) {
            int kind = chance.below(10);
            if (kind < 5 && !columns.known().isEmpty()) {
                Columns.Known column = chance.of(columns.known());
                if (!after.has(column.name()) || chance.percent(3)) {
                    items.add(column.text());
                    after = after.with(column.name(), column.type());
                }
            } else if (kind < 7) {
                items.add(values.any(columns, 2));
            } else {
                KqlType type = values.type();
                String name = names.fresh("p");
                items.add(name + chance.of(" = ", "=") + values.of(type, columns, 2));
                after = after.with(name, type);
            }
        }
        if (items.isEmpty()) {
            items.add("p0 = 1");
            after = after.with("p0", KqlType.LONG);
        }
        return new Step("project " + String.join(", ", items), after);
    }

    private List<Columns.Known> some(Columns columns) {
        List<Columns.Known> shuffled = new ArrayList<>(columns.known());
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, chance.below(i + 1));
        }
        return shuffled.subList(0, Math.min(shuffled.size(), chance.from(1, 3)));
    }

    private static String list(List<Columns.Known> columns) {
        return columns.isEmpty()
                ? "*"
                : String.join(", ", columns.stream().map(Columns.Known::text).toList());
    }

    private Step projectAway(Columns columns) {
        if (chance.percent(15)) {
            String letter = columns.known().isEmpty()
                    ? "q"
                    : chance.of(columns.known()).name().substring(0, 1);
            List<Columns.Known> left = columns.known().stream()
                    .filter(c -> !c.name().startsWith(letter))
                    .toList();
            return new Step("project-away " + letter + "*", columns.only(left));
        }
        List<Columns.Known> some = some(columns);
        List<Columns.Known> left =
                columns.known().stream().filter(c -> !some.contains(c)).toList();
        return new Step("project-away " + list(some), columns.only(left));
    }

    private Step projectKeep(Columns columns) {
        if (columns.known().isEmpty()) {
            return where(columns);
        }
        List<Columns.Known> some = some(columns);
        return new Step("project-keep " + list(some), columns.only(some));
    }

    private Step projectRename(Columns columns) {
        if (columns.known().isEmpty()) {
            return where(columns);
        }
        Columns.Known column = chance.of(columns.known());
        String name = names.fresh("n");
        return new Step(
                "project-rename " + name + " = " + column.text(),
                columns.without(column.name()).with(name, column.type()));
    }

    private Step projectReorder(Columns columns) {
        String more = columns.known().size() < 5
                ? ""
                : chance.of("", "", ", *", ", *", ", * asc", ", * desc", ", * granny-asc");
        return new Step("project-reorder " + list(some(columns)) + more, columns);
    }

    private String key(Columns columns) {
        List<Columns.Known> fitting = columns.typed(t -> t != KqlType.DYNAMIC && t != KqlType.GUID);
        String value = fitting.isEmpty() || chance.percent(20)
                ? values.of(chance.of(KqlType.LONG, KqlType.STRING, KqlType.DATETIME), columns, 1)
                : chance.of(fitting).text();
        return value + chance.of("", "", " asc", " desc") + chance.of("", "", "", " nulls first", " nulls last");
    }

    private Step sort(Columns columns) {
        String keys = key(columns) + (chance.percent(40) ? ", " + key(columns) : "");
        return new Step(chance.of("sort by ", "order by ") + keys, columns.inOrder(true));
    }

    private Step top(Columns columns) {
        return new Step("top " + chance.from(1, 9) + " by " + key(columns), columns.inOrder(true));
    }

    private Step serialize(Columns columns) {
        Columns ordered = columns.inOrder(true);
        if (chance.percent(40)) {
            return new Step("serialize", ordered);
        }
        String name = names.fresh("w");
        return new Step(
                "serialize " + name + " = " + chance.of("row_number()", "row_number(5)"),
                ordered.with(name, KqlType.LONG));
    }

    private String text(Columns columns) {
        List<Columns.Known> texts = columns.typed(t -> t == KqlType.STRING);
        return texts.isEmpty() || chance.percent(15)
                ? values.exactly(KqlType.STRING, columns, 1)
                : chance.of(texts).text();
    }

    private Step parse(Columns columns) {
        KqlType type =
                chance.of(KqlType.LONG, KqlType.STRING, KqlType.REAL, KqlType.DATETIME, KqlType.INT, KqlType.BOOL);
        String first = names.fresh("a");
        String second = names.fresh("a");
        String typed = type == KqlType.STRING && chance.percent(60) ? first : first + ":" + type.kql();
        String kind = chance.of("", "", "", "kind=simple ", "kind=relaxed ", "kind=regex ", "kind=regex flags=i ");
        String pattern =
                chance.of("", "* ") + "\"a=\" " + typed + " \";\" " + second + chance.of("", "", " \"z\" *", " \"z\"");
        return new Step(
                chance.of("parse ", "parse-where ") + kind + text(columns) + " with " + pattern,
                columns.with(first, type).with(second, KqlType.STRING));
    }

    private Step parseKv(Columns columns) {
        String first = names.fresh("k");
        String second = names.fresh("k");
        String options = chance.of(
                " with (pair_delimiter=';', kv_delimiter='=')",
                " with (pair_delimiter=',', kv_delimiter=':', quote='\"')",
                " with (regex=@'(\\w+)=(\\w+)')",
                "");
        return new Step(
                "parse-kv " + text(columns) + " as (" + first + ":long, " + second + ":string)" + options,
                columns.with(first, KqlType.LONG).with(second, KqlType.STRING));
    }

    private Step render(Columns columns) {
        return new Step(
                "render " + chance.of("timechart", "barchart", "table", "piechart", "columnchart", "linechart", "card")
                        + chance.of(
                                "",
                                " with (title=\"x\")",
                                " with (kind=stacked, legend=hidden)",
                                " with (xtitle='a', ytitle='b')"),
                columns);
    }

    private Step getSchema(Columns columns) {
        return new Step(
                "getschema",
                columns.only(List.of(
                        new Columns.Known("ColumnName", KqlType.STRING),
                        new Columns.Known("ColumnOrdinal", KqlType.INT),
                        new Columns.Known("DataType", KqlType.STRING),
                        new Columns.Known("ColumnType", KqlType.STRING))));
    }
}
