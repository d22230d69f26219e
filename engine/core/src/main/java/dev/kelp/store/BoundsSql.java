package dev.kelp.store;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.ColumnPredicate.Op;
import dev.kelp.tables.OriginColumn;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of pruning that the catalogue's database does itself, so that of many files only the few that are left are looked at
 * one by one: conditions on files in SQL. In doubt a file passes; {@link Bounds} judges what is left exactly.
 */
final class BoundsSql {
    private static final Set<String> WHOLE = Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT");

    /** Years of four digits, not before Christ: others' texts have another order. */
    private static final String ORDERED = " LIKE '____-__-__ __:__:__%' AND ";

    private static final String NOT_BEFORE_CHRIST = " NOT LIKE '%)'";

    private final CatalogDialect dialect;
    private final long tableId;

    /** By column, so that its statistics are gone through once. */
    private final Map<Long, List<Test>> tests = new LinkedHashMap<>();

    /** What a file's bound must not be. */
    private record Test(String sql, Object argument) {}

    /** @param predicates all of which a row must pass */
    BoundsSql(CatalogDialect dialect, long tableId, List<ColumnPredicate> predicates) {
        this.dialect = dialect;
        this.tableId = tableId;
        predicates.stream().filter(p -> !OriginColumn.is(p.column())).forEach(this::add);
    }

    /** Conditions on {@code f.data_file_id}, each with AND before it; empty where none can be said in SQL. */
    String sql() {
        StringBuilder sql = new StringBuilder();
        tests.forEach((column, excluding) -> sql.append(
                        " AND f.data_file_id NOT IN (SELECT data_file_id FROM ducklake_file_column_stats WHERE table_id = ")
                .append(tableId)
                .append(" AND column_id = ")
                .append(column)
                .append(" AND data_file_id IS NOT NULL AND (")
                .append(excluding.stream().map(Test::sql).collect(Collectors.joining(" OR ")))
                .append("))"));
        return sql.toString();
    }

    /** What stands for the question marks, in their order. */
    List<Object> arguments() {
        return tests.values().stream().flatMap(List::stream).map(Test::argument).toList();
    }

    private void add(ColumnPredicate predicate) {
        Op op = predicate.op();
        boolean above = op == Op.EQ || op == Op.GT || op == Op.GE;
        boolean below = op == Op.EQ || op == Op.LT || op == Op.LE;
        if (above) {
            exclude(predicate, "max_value", "<");
        }
        if (below) {
            exclude(predicate, "min_value", ">");
        }
    }

    private void exclude(ColumnPredicate predicate, String bound, String comparison) {
        ColumnDef column = predicate.column();
        Object value = value(column, predicate.values().get(0), comparison);
        if (value == null) {
            return;
        }
        String test =
                switch (column.type()) {
                    case DATETIME ->
                        dialect.bytewise(bound) + " " + comparison + " ? AND " + bound + ORDERED + bound
                                + NOT_BEFORE_CHRIST;
                    // A null counts as the empty string.
                    case STRING -> "null_count = 0 AND " + dialect.bytewise(bound) + " " + comparison + " ?";
                    default -> dialect.whole(bound) + " " + comparison + " ?";
                };
        tests.computeIfAbsent(column.id(), id -> new ArrayList<>()).add(new Test("(" + test + ")", value));
    }

    /** What bounds are compared with, null where that isn't surely right. */
    private static @Nullable Object value(ColumnDef column, Object value, String comparison) {
        String type = column.storage().sqlType();
        if (column.type() == KqlType.DATETIME && type.startsWith("TIMESTAMP") && !type.contains("ZONE")) {
            // By whole seconds, for fractions have as many digits as they need; a colon stands behind all of them.
            String second = Ticks.format((Long) value).substring(0, 19).replace('T', ' ');
            return comparison.equals("<") ? second : second + ":";
        }
        if (column.type() == KqlType.STRING && type.equals("VARCHAR")) {
            return value;
        }
        return column.type().isInteger() && WHOLE.contains(type) ? value : null;
    }
}
