package dev.kelp.spark;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One of Spark's filters that the scan answers wholly.
 *
 * @param predicate what Spark asked for, null for a condition of KQL's own
 * @param exact conditions the scan of the extents answers; their conjunction is part of the filter or all of it
 * @param pruning conditions that only leave extents away: each row that passes the filter passes them (NaN aside)
 * @param sql the rest of the filter in DuckDB's SQL over the columns in their {@link ValueForm}, empty where nothing is left
 * @param columns the columns that {@code sql} speaks of
 */
record PushedFilter(
        @Nullable Predicate predicate,
        List<ColumnPredicate> exact,
        List<ColumnPredicate> pruning,
        String sql,
        Set<ColumnDef> columns) {

    /** A condition of KQL's, of which Spark knows nothing. */
    static PushedFilter kql(ColumnPredicate condition) {
        return new PushedFilter(null, List.of(condition), List.of(), "", Set.of());
    }

    /** As EXPLAIN shows it. */
    String text() {
        return predicate == null
                ? exact.stream()
                        .map(c -> c.column().name() + " " + c.op() + " " + c.values())
                        .collect(Collectors.joining(" AND "))
                : predicate.toString();
    }
}
