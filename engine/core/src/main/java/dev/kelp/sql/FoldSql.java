package dev.kelp.sql;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A machine over rows in SQL. DuckDB walks them by a recursive query, one step for all partitions at once (5 µs a step, where folding
 * a list copies all that was emitted so far at each row); Spark, where a step of a recursive query is a job, folds a list per partition.
 */
final class FoldSql {
    private final Plan.Fold fold;
    private final ScalarSql scalars;
    private final DialectSyntax syntax;
    private final String name;

    /** @param name distinct in the whole text; made longer for what the machine names */
    FoldSql(Plan.Fold fold, ScalarSql scalars, DialectSyntax syntax, String name) {
        this.fold = fold;
        this.scalars = scalars;
        this.syntax = syntax;
        this.name = name;
    }

    private static String joined(Stream<String> parts) {
        return parts.collect(Collectors.joining(", "));
    }

    private static String named(String sql, Column column) {
        return sql + " AS " + column.sql();
    }

    private String typeName(Column column) {
        return syntax.typeName(column.type().carrier());
    }

    // --- DuckDB
    // -------------------------------------------------------------------------------------------------------

    String recursion(String input) {
        String rows = name + "rows";
        String walk = name + "walk";
        Set<Column> carried = new LinkedHashSet<>();
        fold.emissions().forEach(e -> {
            carried.add(e.condition());
            carried.addAll(e.values());
        });
        fold.input().output().forEach(carried::remove);
        SelectBlock none = new SelectBlock("");
        List<String> first = new ArrayList<>();
        first.add("CAST(0 AS BIGINT) AS at");
        fold.partition().forEach(p -> first.add(p.sql()));
        fold.state().forEach(s -> first.add(named(scalars.of(s.value(), none), s.column())));
        carried.forEach(c -> first.add(named(syntax.literal(c.type(), null), c)));
        String from = fold.partition().isEmpty()
                ? ""
                : " FROM (SELECT DISTINCT " + joined(fold.partition().stream().map(Column::sql)) + " FROM " + rows
                        + ")";

        List<String> then = new ArrayList<>();
        then.add(fold.number().sql());
        fold.partition().forEach(p -> then.add(p.sql()));
        for (int i = 0; i < fold.state().size(); i++) {
            then.add(named(fold.next().get(i).sql(), fold.state().get(i).column()));
        }
        carried.forEach(c -> then.add(c.sql()));

        return "WITH RECURSIVE " + rows + " AS MATERIALIZED (" + input + "), " + walk + " AS (SELECT "
                + String.join(", ", first) + from + " UNION ALL SELECT " + String.join(", ", then) + " FROM "
                + staged(rows, walk) + ") "
                + fold.emissions().stream().map(e -> emitted(e, rows, walk)).collect(Collectors.joining(" UNION ALL "));
    }

    /** The next row of each partition beside its state, and the stages around it. */
    private String staged(String rows, String walk) {
        List<String> beside = new ArrayList<>();
        fold.input().output().stream().distinct().forEach(c -> beside.add("r." + c.sql()));
        fold.state().forEach(s -> beside.add("w." + s.column().sql()));
        String sql = "(SELECT " + String.join(", ", beside) + " FROM " + walk + " AS w JOIN " + rows + " AS r ON "
                + together("r." + fold.number().sql() + " = w.at + 1") + ") AS " + name + "s";
        SelectBlock names = names(c -> c.sql());
        for (int i = 0; i < fold.stages().size(); i++) {
            String more =
                    joined(fold.stages().get(i).stream().map(a -> named(scalars.of(a.value(), names), a.column())));
            sql = "(SELECT *, " + more + " FROM " + sql + ") AS " + name + "s" + i;
        }
        return sql;
    }

    private String together(String condition) {
        return Stream.concat(
                        Stream.of(condition),
                        fold.partition().stream().map(p -> syntax.same("r." + p.sql(), "w." + p.sql())))
                .collect(Collectors.joining(" AND "));
    }

    private String emitted(Plan.Emission emission, String rows, String walk) {
        Set<Column> ofInput = Set.copyOf(fold.input().output());
        List<String> values = new ArrayList<>();
        for (int i = 0; i < fold.output().size(); i++) {
            Column value = emission.values().get(i);
            values.add(named(
                    (ofInput.contains(value) ? "r." : "w.") + value.sql(),
                    fold.output().get(i)));
        }
        String condition = (ofInput.contains(emission.condition()) ? "r." : "w.")
                + emission.condition().sql();
        return "SELECT " + String.join(", ", values) + " FROM " + walk + " AS w JOIN " + rows + " AS r ON "
                + together("r." + fold.number().sql() + " = w.at") + " WHERE " + condition;
    }

    /** Where each column of the machine stands. */
    private SelectBlock names(java.util.function.Function<Column, String> place) {
        SelectBlock names = new SelectBlock("");
        fold.input().output().forEach(c -> names.column(c, place.apply(c)));
        fold.state().forEach(s -> names.column(s.column(), place.apply(s.column())));
        fold.stages().forEach(stage -> stage.forEach(a -> names.column(a.column(), place.apply(a.column()))));
        return names;
    }

    // --- Spark
    // --------------------------------------------------------------------------------------------------------

    String reduction(String input) {
        String rows = name + "rows";
        String out = name + "out";
        SelectBlock names = names(Column::sql);
        fold.input().output().forEach(c -> names.column(c, name + "r." + c.sql()));
        fold.state()
                .forEach(s -> names.column(s.column(), name + "a." + s.column().sql()));
        for (int i = 0; i < fold.stages().size(); i++) {
            for (Plan.Assign assign : fold.stages().get(i)) {
                names.column(
                        assign.column(), name + "v" + i + "." + assign.column().sql());
            }
        }
        String list = "ARRAY<STRUCT<" + joined(fold.output().stream().map(c -> c.sql() + ": " + typeName(c))) + ">>";
        String nothing = "CAST(array() AS " + list + ")";
        SelectBlock none = new SelectBlock("");
        // Whether cells can be null is read off their first values, so those must look as if they might be.
        String zero = "CASE WHEN size(" + rows + ") >= 0 THEN named_struct("
                + joined(fold.state().stream().map(s -> "'" + s.column().sql() + "', " + scalars.of(s.value(), none)))
                + (fold.state().isEmpty() ? "" : ", ") + "'out', " + nothing + ") END";
        List<String> next = new ArrayList<>();
        for (int i = 0; i < fold.state().size(); i++) {
            next.add("'" + fold.state().get(i).column().sql() + "', "
                    + names.sql(fold.next().get(i)));
        }
        String emitted = joined(fold.emissions().stream()
                .map(e -> "CASE WHEN " + names.sql(e.condition()) + " THEN CAST(array(named_struct(" + record(e, names)
                        + ")) AS " + list + ") ELSE " + nothing + " END"));
        next.add("'out', concat(" + name + "a.out, " + emitted + ")");
        String step = "named_struct(" + String.join(", ", next) + ")";
        for (int i = fold.stages().size() - 1; i >= 0; i--) {
            String computed = joined(fold.stages().get(i).stream()
                    .map(a -> "'" + a.column().sql() + "', " + scalars.of(a.value(), names)));
            step = "transform(array(named_struct(" + computed + ")), " + name + "v" + i + " -> " + step + ")[0]";
        }
        String row = joined(Stream.concat(
                        Stream.of(fold.number()),
                        fold.input().output().stream().distinct().filter(c -> !c.equals(fold.number())))
                .map(c -> "'" + c.sql() + "', " + c.sql()));
        String keys = joined(fold.partition().stream().map(Column::sql));
        String gathered = "SELECT sort_array(collect_list(named_struct(" + row + "))) AS " + rows + " FROM (" + input
                + ")" + (keys.isEmpty() ? "" : " GROUP BY " + keys);
        String reduced = "aggregate(" + rows + ", " + zero + ", (" + name + "a, " + name + "r) -> " + step + ", " + name
                + "a -> " + name + "a.out)";
        return "SELECT " + joined(fold.output().stream().map(Column::sql)) + " FROM (SELECT " + reduced + " AS " + out
                + " FROM (" + gathered + ")) LATERAL VIEW inline(" + out + ") " + name + "t AS "
                + joined(fold.output().stream().map(Column::sql));
    }

    private String record(Plan.Emission emission, SelectBlock names) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < fold.output().size(); i++) {
            fields.add("'" + fold.output().get(i).sql() + "', "
                    + names.sql(emission.values().get(i)));
        }
        return String.join(", ", fields);
    }
}
