package dev.kelp.spark;

import dev.kelp.store.Snapshot;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Gathers what Spark hands down for one read: filters, then aggregates, then a limit, and the columns that are left. */
final class KelpScanBuilder
        implements SupportsPushDownV2Filters,
                SupportsPushDownRequiredColumns,
                SupportsPushDownAggregates,
                SupportsPushDownLimit {
    private final Snapshot snapshot;
    private final TableDef table;
    private final KelpOptions options;
    private final List<PushedFilter> filters = new ArrayList<>();
    private StructType schema;
    private @Nullable PartialAggregation aggregation;
    private int limit = -1;

    /** @param conditions KQL's own, which Spark cannot say */
    KelpScanBuilder(Snapshot snapshot, TableDef table, List<ColumnPredicate> conditions, KelpOptions options) {
        this.snapshot = snapshot;
        this.table = table;
        this.options = options;
        this.schema = options.form().schema(table);
        conditions.forEach(condition -> filters.add(PushedFilter.kql(condition)));
    }

    @Override
    public Predicate[] pushPredicates(Predicate[] predicates) {
        FilterTranslator translator = new FilterTranslator(table, options.form());
        List<Predicate> left = new ArrayList<>();
        for (Predicate predicate : predicates) {
            Optional<PushedFilter> filter = translator.translate(predicate);
            filter.ifPresentOrElse(filters::add, () -> left.add(predicate));
        }
        return left.toArray(Predicate[]::new);
    }

    @Override
    public Predicate[] pushedPredicates() {
        return filters.stream()
                .map(PushedFilter::predicate)
                .filter(Objects::nonNull)
                .toArray(Predicate[]::new);
    }

    @Override
    public boolean pushAggregation(Aggregation asked) {
        aggregation = PartialAggregation.of(asked, table, options.form()).orElse(null);
        return aggregation != null;
    }

    @Override
    public boolean pushLimit(int rows) {
        limit = rows;
        return true;
    }

    @Override
    public void pruneColumns(StructType required) {
        schema = required;
    }

    @Override
    public Scan build() {
        return new KelpScan(snapshot, table, options, columns(), schema, filters, aggregation, limit);
    }

    private List<ColumnDef> columns() {
        return Arrays.stream(schema.fields()).map(this::column).toList();
    }

    private ColumnDef column(StructField field) {
        return table.column(field.name())
                .or(() -> OriginColumn.columns().stream()
                        .filter(column -> column.name().equals(field.name()))
                        .findFirst())
                .orElseThrow(() -> Problem.UNKNOWN_COLUMN.here(field.name(), " in table '" + table.name() + "'"));
    }
}
