package dev.kelp.spark;

import dev.kelp.run.ArrowRows;
import dev.kelp.run.Cancellation;
import dev.kelp.run.CarriedRows;
import dev.kelp.tables.Extent;
import java.util.List;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** Runs DuckDB over a task's extents and shows Spark the Arrow vectors that come out of it, without a copy. */
final class KelpPartitionReader implements PartitionReader<ColumnarBatch> {
    private final TaskQuery query;
    private final List<Extent> extents;
    private final int batchRows;
    private final Cancellation cancellation = new Cancellation();
    private @Nullable CarriedRows carried;
    private @Nullable ArrowRows rows;
    private @Nullable ColumnarBatch batch;
    private boolean opened;
    private long rowsRead;

    KelpPartitionReader(TaskQuery query, List<Extent> extents, int batchRows) {
        this.query = query;
        this.extents = extents;
        this.batchRows = batchRows;
    }

    @Override
    public boolean next() {
        ArrowRows source = rows;
        if (source == null) {
            ExecutorDuckDb.get().verified().check(query.request(), extents);
            CarriedRows inlined = new CarriedRows(ExecutorDuckDb.get(), ArrowUtils.rootAllocator());
            carried = inlined;
            source = ArrowRows.open(
                    ExecutorDuckDb.get(),
                    query.sql(extents, inlined),
                    ArrowUtils.rootAllocator(),
                    batchRows,
                    cancellation);
            rows = source;
            opened = true;
        }
        if (!source.next()) {
            return false;
        }
        int count = source.batch().getRowCount();
        ColumnarBatch current = batch;
        if (current == null) {
            // The vectors stay the same objects, so one view of them does for all batches.
            current = new ColumnarBatch(columns(source));
            batch = current;
        }
        current.setNumRows(count);
        rowsRead += count;
        return true;
    }

    private ColumnVector[] columns(ArrowRows source) {
        return query.outputs().isEmpty()
                ? new ColumnVector[0]
                : source.batch().getFieldVectors().stream()
                        .map(ArrowColumnVector::new)
                        .toArray(ColumnVector[]::new);
    }

    @Override
    public ColumnarBatch get() {
        if (batch == null) {
            throw new IllegalStateException("get() before next()");
        }
        return batch;
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return new CustomTaskMetric[] {
            new ScanMetrics.Value(ScanMetrics.EXTENTS_OPENED, opened ? extents.size() : 0),
            new ScanMetrics.Value(ScanMetrics.ROWS, rowsRead),
            new ScanMetrics.Value(
                    ScanMetrics.BYTES,
                    opened ? extents.stream().mapToLong(Extent::bytes).sum() : 0)
        };
    }

    /** The vectors go with the rows they came from; closing them through Spark's view too would free them twice. */
    @Override
    public void close() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
        if (carried != null) {
            carried.close();
            carried = null;
        }
    }
}
