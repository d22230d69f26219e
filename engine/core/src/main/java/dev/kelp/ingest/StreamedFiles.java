package dev.kelp.ingest;

import dev.kelp.run.ArrowRows;
import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.run.ExtentSql;
import dev.kelp.store.Store;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.Extent;
import dev.kelp.tables.FileForm;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.Storage.Remainder;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Adds the rows of small files, in any format, as streaming ingestion does. They are read exactly as files always are, into an extent
 * that passes.
 */
public final class StreamedFiles {
    private static final int BATCH_ROWS = 65_536;

    private final Store store;
    private final DuckDb duckDb;
    private final StreamingIngest streaming;

    public StreamedFiles(Store store, DuckDb duckDb, StreamingIngest streaming) {
        this.store = store;
        this.duckDb = duckDb;
        this.streaming = streaming;
    }

    /**
     * @param batchId as for {@link StreamingIngest}
     * @return the number of rows
     */
    public long append(TableDef table, Ingestion.Files files, String batchId, Cancellation cancellation) {
        List<WrittenExtent> extents =
                new Ingestion(duckDb, store).write(table, files, cancellation).extents();
        try {
            List<@Nullable Object[]> rows = new ArrayList<>();
            extents.forEach(extent -> read(table, extent, rows, cancellation));
            if (!rows.isEmpty()) {
                streaming.append(table.database(), table.name(), rows, batchId);
            }
            return rows.size();
        } finally {
            Store.remove(extents);
        }
    }

    private void read(TableDef table, WrittenExtent written, List<@Nullable Object[]> rows, Cancellation cancellation) {
        TableDef held = withRemainders(table, written.remainders());
        ScanRequest all = new ScanRequest(held, held.columns(), List.of());
        Extent extent = new Extent(
                0,
                written.path(),
                written.rows(),
                written.bytes(),
                written.columns(),
                "",
                List.of(),
                new Extent.Arrival(0, 0),
                Extent.Mixture.NONE,
                null,
                FileForm.PLAIN);
        String select = "SELECT * FROM " + ExtentSql.of(all, List.of(extent));
        try (BufferAllocator allocator = new RootAllocator();
                ArrowRows source = ArrowRows.open(duckDb, select, allocator, BATCH_ROWS, cancellation)) {
            while (source.next()) {
                for (int row = 0; row < source.batch().getRowCount(); row++) {
                    @Nullable
                    Object[] cells = new @Nullable Object[table.columns().size()];
                    for (int column = 0; column < cells.length; column++) {
                        cells[column] = source.value(row, column);
                    }
                    rows.add(cells);
                }
            }
        }
    }

    private static TableDef withRemainders(TableDef table, Map<Long, Remainder> remainders) {
        List<ColumnDef> columns = new ArrayList<>();
        for (ColumnDef column : table.columns()) {
            Remainder added = remainders.get(column.id());
            columns.add(
                    added == null
                            ? column
                            : new ColumnDef(
                                    column.id(),
                                    column.name(),
                                    column.type(),
                                    column.storage().withRemainder(added),
                                    column.docString()));
        }
        return new TableDef(
                table.database(),
                table.name(),
                table.id(),
                columns,
                table.folder(),
                table.docString(),
                table.nextColumnId(),
                table.layout());
    }
}
