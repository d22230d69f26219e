package dev.kelp.spark;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/**
 * One of Spark's filters that the scan answers wholly.
 *
 * @param exact conditions the scan of the extents answers; their conjunction is part of the filter or all of it
 * @param pruning conditions that only leave extents away: each row that passes the filter passes them (NaN aside)
 * @param sql the rest of the filter in DuckDB's SQL over the columns in their {@link ValueForm}, empty where nothing is left
 * @param columns the columns that {@code sql} speaks of
 */
record PushedFilter(
        Predicate predicate,
        List<ColumnPredicate> exact,
        List<ColumnPredicate> pruning,
        String sql,
        Set<ColumnDef> columns) {}
