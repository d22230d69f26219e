package dev.kelp.run;

import dev.kelp.sql.SqlText;
import dev.kelp.store.Writers;
import dev.kelp.tables.DeletedRows;
import dev.kelp.tables.Extent;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** Rows of a table that a query has picked, by extent and number. Holds a connection; not thread-safe. */
public final class RowHits implements AutoCloseable {
    /** The fields of a Parquet delete file (DL 13). */
    private static final long FILE_PATH_FIELD = 2_147_483_646L;

    private static final long POSITION_FIELD = 2_147_483_645L;

    private static final String INLINED = "substr(extent, 20, 4) = '0001'";

    private final DuckDBConnection connection;
    private final TableDef table;
    private final Executor.Job job;
    private final List<Long> inlinedRows = new ArrayList<>();
    private final Map<Extent, Long> counts = new LinkedHashMap<>();

    /**
     * Runs the query.
     *
     * @param query its two columns are {@code extent_id()} and {@code row_id()} of the table's rows
     */
    public RowHits(DuckDb duckDb, SqlText query, TableDef table, Executor.Job job) {
        this.table = table;
        this.job = job;
        DuckDb writer = duckDb.writer();
        connection = writer.connect();
        boolean ready = false;
        try (Statement statement = connection.createStatement();
                InlinedCache.Use inlined = writer.inlined().use(job.snapshot(), duckDb.verified())) {
            writer.functions().register(query.functions(), connection);
            job.cancellation().onCancel(() -> cancel(statement));
            statement.execute("CREATE TEMP TABLE kelp_hits AS SELECT * FROM (" + DuckDbExecutor.sql(query, inlined)
                    + ") AS q(extent, pos)");
            count();
            ready = true;
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, job.cancellation());
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It has ended by itself.
        }
    }

    private void count() throws SQLException {
        Map<String, Extent> extents = new LinkedHashMap<>();
        for (Extent extent : job.snapshot().extents(new ScanRequest(table, List.of(), List.of()))) {
            extents.put(OriginColumn.extentId(table.id(), extent.id()), extent);
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT extent, count(DISTINCT pos) FROM kelp_hits WHERE NOT ("
                        + INLINED + ") GROUP BY extent ORDER BY extent")) {
            while (rows.next()) {
                Extent extent = extents.get(rows.getString(1));
                if (extent == null) {
                    // A merge in place changes the extents of snapshots that are there already.
                    throw Problem.CONFLICT
                            .here("Extents of table '" + table.name()
                                    + "' were merged while rows of them were looked for.")
                            .hint("Run it again.");
                }
                counts.put(extent, rows.getLong(2));
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT pos FROM kelp_hits WHERE " + INLINED)) {
            while (rows.next()) {
                inlinedRows.add(rows.getLong(1));
            }
        }
    }

    /** The identities of the rows picked inside the catalogue. */
    public List<Long> inlinedRows() {
        return inlinedRows;
    }

    /** How many rows of files were picked, by extent. */
    public Map<Extent, Long> counts() {
        return counts;
    }

    /**
     * Writes files with the positions of the rows picked and of those deleted before.
     *
     * @param folder the folder of the table's files
     * @return for {@link dev.kelp.store.Commit#deleteRows}
     */
    public List<DeletedRows> write(Path folder) {
        List<DeletedRows> written = new ArrayList<>();
        boolean done = false;
        try {
            for (Map.Entry<Extent, Long> hit : counts.entrySet()) {
                written.add(deletion(hit.getKey(), folder));
            }
            done = true;
            return written;
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, job.cancellation());
        } finally {
            if (!done) {
                DeletedRows.files(written).forEach(f -> ParquetCopy.discard(Path.of(f.path())));
            }
        }
    }

    private DeletedRows deletion(Extent extent, Path folder) throws SQLException {
        String positions = "SELECT pos FROM kelp_hits WHERE extent = "
                + Literals.string(OriginColumn.extentId(table.id(), extent.id()))
                + (extent.deleteFile().isEmpty()
                        ? ""
                        : " UNION SELECT pos FROM read_parquet(" + Literals.string(extent.deleteFile()) + ")");
        // Positions inside the catalogue stay there; they count towards an extent that has no row left.
        Extent.Vector vector = extent.vector();
        if (vector != null && !vector.positions().isEmpty()) {
            positions += " UNION SELECT unnest(" + vector.positions() + "::BIGINT[])";
        }
        if (rows(positions, extent.deletedRows()) == extent.rows()) {
            return new DeletedRows(extent.id(), extent.deletions(), null);
        }
        List<ParquetCopy.Target> targets = List.of(
                new ParquetCopy.Target(FILE_PATH_FIELD, "file_path", Literals.string(extent.path()), false),
                new ParquetCopy.Target(POSITION_FIELD, "pos", "pos", false));
        WrittenExtent file = new ParquetCopy(connection, targets, false, job.cancellation())
                .write(
                        "(SELECT DISTINCT pos FROM (" + positions + ")) ORDER BY pos",
                        folder.resolve(Writers.newFile(ExtentDigest.SUFFIX)));
        return new DeletedRows(extent.id(), extent.deletions(), file);
    }

    private long rows(String positions, List<Long> further) throws SQLException {
        String list = further.isEmpty() ? "" : " UNION SELECT unnest(" + further + "::BIGINT[])";
        try (Statement statement = connection.createStatement();
                ResultSet count =
                        statement.executeQuery("SELECT count(DISTINCT pos) FROM (" + positions + list + ")")) {
            count.next();
            return count.getLong(1);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, job.cancellation());
        }
    }
}
