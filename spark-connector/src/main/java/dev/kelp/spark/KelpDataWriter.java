package dev.kelp.spark;

import dev.kelp.run.Cancellation;
import dev.kelp.run.StagedRows;
import dev.kelp.spark.KelpBatchWrite.Written;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.execution.arrow.ArrowWriter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;

/** Writes one task's rows: into Arrow vectors, from these into DuckDB, from there into Parquet files. */
final class KelpDataWriter implements DataWriter<InternalRow> {
    private static final int BATCH_ROWS = 8_192;

    private final TableDef table;
    private final Path folder;
    private final long extentRows;
    private final BufferAllocator allocator =
            ArrowUtils.rootAllocator().newChildAllocator("kelp-write", 0, Long.MAX_VALUE);
    private final ArrowWriter vectors;
    private final StagedRows staged;
    private final List<WrittenExtent> written = new ArrayList<>();
    private int waiting;

    KelpDataWriter(TableDef table, Path folder, StructType vectors, List<String> carriers, long extentRows) {
        this.table = table;
        this.folder = folder;
        this.extentRows = extentRows;
        this.vectors = ArrowWriter.create(vectors, "UTC", true, false);
        this.staged = new StagedRows(ExecutorDuckDb.get().writer(), carriers, new Cancellation());
    }

    @Override
    public void write(InternalRow row) {
        vectors.write(row);
        if (++waiting == BATCH_ROWS) {
            stage();
        }
    }

    private void stage() {
        vectors.finish();
        staged.add(vectors.root(), allocator);
        vectors.reset();
        waiting = 0;
        if (staged.rows() >= extentRows) {
            written.addAll(staged.write(table, folder));
        }
    }

    @Override
    public WriterCommitMessage commit() {
        if (waiting > 0) {
            stage();
        }
        written.addAll(staged.write(table, folder));
        return new Written(written);
    }

    @Override
    public void abort() throws IOException {
        for (WrittenExtent extent : written) {
            Files.deleteIfExists(Path.of(extent.path()));
        }
        try {
            // A task that learns late of its job's end may have made the folder again.
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Other tasks' files are in it, which they or the driver see to.
            return;
        }
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return new CustomTaskMetric[] {
            new ScanMetrics.Value(WriteMetrics.EXTENTS, written.size()),
            new ScanMetrics.Value(WriteMetrics.BYTES, WrittenExtent.bytes(written))
        };
    }

    @Override
    public void close() {
        staged.close();
        vectors.root().close();
        allocator.close();
    }
}
