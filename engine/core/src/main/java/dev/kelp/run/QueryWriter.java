package dev.kelp.run;

import dev.kelp.sql.SqlText;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** Writes a query's rows into extents of a table, without bringing them into Java. */
public final class QueryWriter {
    private QueryWriter() {}

    /**
     * @param query its columns are the table's, in their order
     * @param folder the folder of the table's files
     * @return the extents written, for {@link dev.kelp.store.Commit}; empty where the query has no rows
     */
    public static List<WrittenExtent> write(
            DuckDb duckDb, SqlText query, Executor.Job job, TableDef table, Path folder) {
        DuckDb writer = duckDb.writer();
        try (DuckDBConnection connection = writer.connect();
                InlinedCache.Use inlined = writer.inlined().use(job.snapshot(), duckDb.verified())) {
            writer.functions().register(query.functions(), connection);
            String sql = DuckDbExecutor.sql(query, inlined);
            return new ExtentWriter(connection, table, folder, job.cancellation())
                    .reporting(job.progress())
                    .write(sql);
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, job.cancellation());
        }
    }
}
