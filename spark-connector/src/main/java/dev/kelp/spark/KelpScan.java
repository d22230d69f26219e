package dev.kelp.spark;

import dev.kelp.store.Snapshot;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.Extent;
import dev.kelp.tables.TableDef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** One planned read: its extents are chosen here, once, out of one snapshot. EXPLAIN shows {@link #description()}. */
final class KelpScan implements Scan, SupportsReportStatistics {
    private final TableDef table;
    private final KelpOptions options;
    private final List<PushedFilter> filters;
    private final @Nullable PartialAggregation aggregation;
    private final int limit;
    private final StructType schema;
    private final Snapshot snapshot;
    private final List<Extent> extents;
    private final Snapshot.Size whole;
    private final TaskQuery query;

    KelpScan(
            Snapshot snapshot,
            TableDef table,
            KelpOptions options,
            List<ColumnDef> columns,
            StructType required,
            List<PushedFilter> filters,
            @Nullable PartialAggregation aggregation,
            int limit) {
        this.snapshot = snapshot;
        this.table = table;
        this.options = options;
        this.filters = List.copyOf(filters);
        this.aggregation = aggregation;
        this.limit = limit;
        this.schema = aggregation == null ? required : aggregation.schema();
        this.whole = snapshot.size(table);
        List<ColumnDef> outputs = aggregation == null ? columns : List.copyOf(aggregation.columns());
        this.query = query(outputs);
        this.extents = ExtentPruner.extents(snapshot, query.request(), pruning(), filters.isEmpty() ? limit : -1);
    }

    private TaskQuery query(List<ColumnDef> outputs) {
        Set<ColumnDef> read = new LinkedHashSet<>(outputs);
        List<ColumnPredicate> exact = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (PushedFilter filter : filters) {
            read.addAll(filter.columns());
            exact.addAll(filter.exact());
            if (!filter.sql().isEmpty()) {
                conditions.add(filter.sql());
            }
        }
        return TaskQuery.of(table, options.form(), outputs, read, exact, conditions, aggregation, limit);
    }

    private List<ColumnPredicate> pruning() {
        return filters.stream().flatMap(f -> f.pruning().stream()).toList();
    }

    @Override
    public StructType readSchema() {
        return schema;
    }

    @Override
    public String description() {
        String columns = aggregation == null ? ", Columns: " + listed(List.of(schema.fieldNames())) : "";
        return "kelp " + table.database() + "." + table.name() + " at snapshot " + snapshot.id() + columns
                + ", PushedFilters: "
                + listed(filters.stream().map(PushedFilter::text).toList())
                + (aggregation == null ? "" : ", " + aggregation.text())
                + (limit < 0 ? "" : ", PushedLimit: LIMIT " + limit)
                + ", Extents: " + extents.size() + " of " + whole.extents();
    }

    private static String listed(List<String> texts) {
        return texts.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public Batch toBatch() {
        return new KelpBatch(query, extents, options);
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
        return ColumnarSupportMode.SUPPORTED;
    }

    @Override
    public Statistics estimateStatistics() {
        long rows = extents.stream().mapToLong(Extent::rows).sum();
        long bytes = Math.max(1, rows * Math.max(1, schema.defaultSize()));
        return new Statistics() {
            @Override
            public OptionalLong sizeInBytes() {
                return OptionalLong.of(bytes);
            }

            @Override
            public OptionalLong numRows() {
                return OptionalLong.of(rows);
            }
        };
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return ScanMetrics.SUPPORTED.toArray(CustomMetric[]::new);
    }

    @Override
    public CustomTaskMetric[] reportDriverMetrics() {
        return new CustomTaskMetric[] {
            new ScanMetrics.Value(ScanMetrics.EXTENTS_PRUNED, whole.extents() - extents.size())
        };
    }
}
