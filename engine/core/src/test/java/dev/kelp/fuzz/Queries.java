package dev.kelp.fuzz;

import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** Whole queries: statements, a source, operators; some of them spoilt on purpose. */
public final class Queries {
    private final Chance chance;
    private final Profile profile;
    private final Expressions values;
    private final Names names = new Names();
    private final Pipelines pipelines;

    private Queries(Chance chance, Profile profile) {
        this.chance = chance;
        this.profile = profile;
        values = new Expressions(chance, profile);
        pipelines = new Pipelines(chance, values, names, profile);
    }

    /** The query of an index; the same for the same seed, profile and build. */
    public static String query(long seed, long index, Profile profile) {
        Chance chance = new Chance(seed, index);
        String query = new Queries(chance, profile).statements();
        return chance.percent(profile.defects()) ? Defects.spoil(query, chance) : query;
    }

    private String statements() {
        int kind = chance.below(100);
        if (kind < 6) {
            return print();
        } else if (kind < 18) {
            return withLets();
        } else if (kind < 22) {
            return withFunction();
        }
        return source(chance.from(1, 5)).text() + (chance.percent(1) ? " | consume" : "");
    }

    private String print() {
        List<String> items = new ArrayList<>();
        Columns none = new Columns(List.of(), false);
        for (int i = chance.from(1, 4); i > 0; i--) {
            items.add((chance.percent(40) ? names.fresh("p") + " = " : "") + values.any(none, 3));
        }
        return "print " + String.join(", ", items);
    }

    private Step source(int operators) {
        int kind = chance.below(100);
        if (kind < 84) {
            TableDef table = chance.of(Tables.ALL.tables());
            return pipelines.after(table.name(), Columns.of(table), operators);
        } else if (kind < 88) {
            return pipelines.after(range(), Columns.of("n", KqlType.LONG), operators);
        } else if (kind < 94) {
            return datatable(operators);
        } else if (kind < 97 && profile.operators().test("union")) {
            Columns both = Columns.of(Tables.ALL.tables().get(0));
            return pipelines.after(
                    chance.of("union ", "union kind=outer ", "union withsource=leg ") + "Types, Metrics",
                    both.without("l"),
                    operators);
        }
        return pipelines.after(
                "print n = " + values.of(KqlType.LONG, new Columns(List.of(), false), 1),
                Columns.of("n", KqlType.LONG),
                operators);
    }

    private String range() {
        return chance.of("range n from 1 to 5 step 1", "range n from 10 to 1 step -3", "range n from 0 to 100 step 25");
    }

    private Step datatable(int operators) {
        Columns columns = new Columns(List.of(), false);
        StringBuilder schema = new StringBuilder();
        StringBuilder cells = new StringBuilder();
        for (int i = chance.from(1, 4); i > 0; i--) {
            KqlType type = values.type();
            String name = names.fresh("t");
            columns = columns.with(name, type);
            schema.append(schema.isEmpty() ? "" : ", ").append(name).append(':').append(type.kql());
        }
        for (int row = chance.from(0, 3); row > 0; row--) {
            for (Columns.Known column : columns.known()) {
                String cell = column.type() == KqlType.DYNAMIC
                        ? "dynamic([1])"
                        : values.literals().of(column.type());
                cells.append(cells.isEmpty() ? "" : ", ").append(cell);
            }
        }
        return pipelines.after("datatable(" + schema + ") [" + cells + "]", columns, operators);
    }

    private String withLets() {
        KqlType type = values.type();
        String scalar = names.fresh("v");
        Columns none = new Columns(List.of(), false);
        TableDef table = chance.of(Tables.ALL.tables());
        Step inner = pipelines.after(table.name(), Columns.of(table), chance.from(1, 2));
        String view = names.fresh("V");
        String source = chance.percent(30) ? "materialize(" + inner.text() + ")" : inner.text();
        Step outer = pipelines.after(view, inner.columns().with(scalar, type).without(scalar), chance.from(0, 3));
        String use = chance.percent(50) ? "" : " | extend " + names.fresh("u") + " = " + scalar;
        return "let " + scalar + " = " + values.of(type, none, 2) + ";\nlet " + view + " = " + source + ";\n"
                + outer.text() + use;
    }

    private String withFunction() {
        KqlType type = chance.of(KqlType.LONG, KqlType.STRING, KqlType.REAL, KqlType.DATETIME);
        String parameter = names.fresh("a");
        String function = names.fresh("f");
        Columns inside = Columns.of(parameter, type);
        String fallback = chance.percent(25) ? " = " + values.literals().of(type) : "";
        String body = values.of(type, inside, 2);
        TableDef table = chance.of(Tables.ALL.tables());
        Columns columns = Columns.of(table);
        String argument = !fallback.isEmpty() && chance.percent(40) ? "" : values.of(type, columns, 1);
        String head = "let " + function + " = (" + parameter + ":" + type.kql() + fallback + ") { " + body + " };\n";
        return head
                + pipelines
                        .after(
                                table.name() + " | extend " + names.fresh("c") + " = " + function + "(" + argument
                                        + ")",
                                columns,
                                chance.from(0, 2))
                        .text();
    }
}
