package dev.kelp.run;

import dev.kelp.store.Snapshot;
import dev.kelp.store.Writers;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.EmbeddedColumn;
import dev.kelp.tables.FlushedRows;
import dev.kelp.tables.InlinedCells;
import dev.kelp.tables.InlinedRows;
import dev.kelp.tables.Storage.Remainder;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Writes rows that lie inside the catalogue to a file, with all that the catalogue knows of each. */
public final class InlinedFile {
    /** The fields of a file of deletions (DL 13). */
    private static final long FILE_PATH = 2_147_483_646L;

    private static final long POSITION = 2_147_483_645L;
    private static final int BATCH_ROWS = 65_536;
    private static final String STREAM = "kelp_flushed";
    private static final String ORDER = " ORDER BY " + InlinedTable.BEGIN + ", " + InlinedTable.ROW_ID;

    private final DuckDb duckDb;
    private final TableDef table;
    private final InlinedRows rows;
    private final Cancellation cancellation;

    /** @param duckDb the one that queries run in, which has read most of the rows already */
    public InlinedFile(DuckDb duckDb, TableDef table, InlinedRows rows, Cancellation cancellation) {
        this.duckDb = duckDb;
        this.table = table;
        this.rows = rows;
        this.cancellation = cancellation;
    }

    private record Bounds(
            long firstRowId, long firstBegin, long lastBegin, long lastTicks, long firstEnd, long lastEnd) {}

    /**
     * Writes the rows and, where some were ended, their positions.
     *
     * @param snapshot that of the rows
     * @return for {@link dev.kelp.store.Commit#flush}; empty where they have been moved meanwhile
     */
    public Optional<FlushedRows> write(Snapshot snapshot) {
        Path folder = snapshot.location(table);
        try (InlinedCache.Use inlined = duckDb.inlined().use(snapshot, duckDb.verified());
                BufferAllocator allocator = new RootAllocator()) {
            Optional<String> source = inlined.table(table, rows);
            if (source.isEmpty()) {
                return Optional.empty();
            }
            String from =
                    source.get() + " WHERE " + InlinedTable.BEGIN + " BETWEEN " + rows.from() + " AND " + rows.until();
            Bounds bounds = bounds(from);
            if (bounds == null) {
                return Optional.empty();
            }
            boolean ended = bounds.firstEnd() <= rows.until();
            WrittenExtent file =
                    copy("SELECT * FROM " + from + (ended ? ORDER : sorted()), targets(), folder, allocator);
            WrittenExtent deletions = ended ? deletions(from, file, folder, allocator) : null;
            return Optional.of(new FlushedRows(
                    rows.source(),
                    file,
                    bounds.firstRowId(),
                    bounds.firstBegin(),
                    bounds.lastBegin(),
                    bounds.lastTicks(),
                    deletions,
                    bounds.firstEnd(),
                    bounds.lastEnd()));
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
    }

    /** In the table's own order, as far as the rows have its columns. */
    private String sorted() {
        return PartitionedRows.order(table, rows.columns());
    }

    private @Nullable Bounds bounds(String from) throws SQLException {
        String ends = "CASE WHEN " + InlinedTable.END + " <= " + rows.until() + " THEN " + InlinedTable.END + " END";
        try (DuckDBConnection connection = duckDb.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT min(" + InlinedTable.ROW_ID + "), min("
                        + InlinedTable.BEGIN + "), max(" + InlinedTable.BEGIN + "), max(" + InlinedTable.TICKS
                        + "), min("
                        + ends + "), max(" + ends + "), count(*) FROM " + from)) {
            result.next();
            if (result.getLong(7) == 0) {
                return null;
            }
            long ended = result.getLong(5);
            return new Bounds(
                    result.getLong(1),
                    result.getLong(2),
                    result.getLong(3),
                    result.getLong(4),
                    ended == 0 ? InlinedCells.LIVE : ended,
                    result.getLong(6));
        }
    }

    /** Files are written by a DuckDB of their own, to which the rows are handed over as they are. */
    private WrittenExtent copy(String select, List<ParquetCopy.Target> targets, Path folder, BufferAllocator allocator)
            throws SQLException {
        boolean real = rows.types().stream().anyMatch(t -> t.equals("DOUBLE") || t.equals("FLOAT"));
        try (ArrowRows source = ArrowRows.open(duckDb, select, allocator, BATCH_ROWS, cancellation);
                DuckDBConnection connection = duckDb.writer().connect();
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
            source.register(connection, STREAM, allocator, stream);
            return new ParquetCopy(connection, targets, real, cancellation)
                    .write(STREAM, folder.resolve(Writers.newFile(ExtentDigest.SUFFIX)));
        }
    }

    private WrittenExtent deletions(String from, WrittenExtent file, Path folder, BufferAllocator allocator)
            throws SQLException {
        String select = "SELECT * FROM (SELECT row_number() OVER (" + ORDER + ") - 1 AS pos, " + InlinedTable.END
                + " FROM " + from + ") WHERE " + InlinedTable.END + " <= " + rows.until() + " ORDER BY pos";
        return copy(
                select,
                List.of(
                        new ParquetCopy.Target(FILE_PATH, "file_path", Literals.string(file.path()), false),
                        new ParquetCopy.Target(POSITION, "pos", "pos", false),
                        target(EmbeddedColumn.SNAPSHOT, InlinedTable.END)),
                folder,
                allocator);
    }

    private List<ParquetCopy.Target> targets() {
        List<ParquetCopy.Target> targets = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            long id = rows.columns().get(i);
            String type = isJson(id) ? "JSON" : rows.types().get(i);
            targets.add(new ParquetCopy.Target(
                    id, name(id), "CAST(c" + id + " AS " + type + ")", type.equals("DOUBLE") || type.equals("FLOAT")));
        }
        targets.add(target(EmbeddedColumn.ROW_ID, InlinedTable.ROW_ID));
        targets.add(target(EmbeddedColumn.SNAPSHOT, InlinedTable.BEGIN));
        targets.add(target(EmbeddedColumn.TICKS, InlinedTable.TICKS));
        return targets;
    }

    private static ParquetCopy.Target target(EmbeddedColumn column, String sql) {
        return new ParquetCopy.Target(column.fieldId(), column.column(), sql, false);
    }

    private boolean isJson(long id) {
        return table.columns().stream()
                .anyMatch(c -> c.id() == id && c.storage().sqlType().equals("JSON"));
    }

    /** Readers go by the ids; the names of columns that the table has no more are lost. */
    private String name(long id) {
        for (ColumnDef column : table.columns()) {
            Remainder remainder = column.storage().remainder();
            if (column.id() == id) {
                return column.name();
            }
            if (remainder != null && remainder.id() == id) {
                return remainder.name();
            }
        }
        return "_kelp_column_" + id;
    }
}
