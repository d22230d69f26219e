package dev.kelp.run;

import dev.kelp.store.Snapshot;
import dev.kelp.store.Snapshot.InlinedChanges;
import dev.kelp.tables.InlinedRows;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;

/** The rows of one table inside a catalogue, read so far, as a table of DuckDB's. Thread-safe. */
final class HeldRows {
    /** Fewer rows that have moved to a file do no harm. */
    private static final long FEW = 50_000;

    private final DuckDb duckDb;
    private final BufferAllocator allocator;
    private String table = "";
    private long until;
    private long rows;
    private long from;
    private long kept;

    HeldRows(DuckDb duckDb, BufferAllocator allocator) {
        this.duckDb = duckDb;
        this.allocator = allocator;
    }

    /** The table, once it holds what the snapshot sees; empty where some of that is in the catalogue no more. */
    synchronized Optional<String> upTo(Snapshot snapshot, TableDef definition, InlinedRows wanted) {
        if (table.isEmpty()) {
            until = wanted.from() - 1;
            kept = wanted.from();
        }
        from = Math.max(from, wanted.from());
        if (until < wanted.until()) {
            Optional<InlinedChanges> changes = snapshot.inlined(definition, wanted, until);
            if (changes.isEmpty()) {
                return Optional.empty();
            }
            add(wanted, changes.get());
        }
        return Optional.of(table);
    }

    private void add(InlinedRows wanted, InlinedChanges changes) {
        try (DuckDBConnection connection = duckDb.connect();
                Statement statement = connection.createStatement()) {
            if (table.isEmpty()) {
                table = InlinedTable.create(statement, wanted);
            }
            connection.setAutoCommit(false);
            InlinedTable.insert(connection, table, wanted, changes.cells(), allocator);
            InlinedTable.end(connection, table, changes.ended(), allocator);
            connection.commit();
            rows += changes.cells().rows();
            until = changes.head();
        } catch (SQLException e) {
            throw Problem.BUG.here("rows of the catalogue " + wanted.source() + ": " + e.getMessage()).because(e);
        }
    }

    /** Whether many rows may have moved to files since it was made. */
    synchronized boolean isOutgrown() {
        return rows > FEW && from > kept;
    }

    /** Keeps only what is still in the catalogue; for when no query is about to read. */
    synchronized void shrink() {
        if (!isOutgrown()) {
            return;
        }
        try (DuckDBConnection connection = duckDb.connect();
                Statement statement = connection.createStatement()) {
            String name = InlinedTable.name();
            statement.execute("CREATE TABLE " + name + " AS SELECT * FROM " + table + " WHERE " + InlinedTable.BEGIN
                    + " >= " + from);
            statement.execute("DROP TABLE " + table);
            table = name;
            kept = from;
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + name)) {
                count.next();
                rows = count.getLong(1);
            }
        } catch (SQLException e) {
            throw Problem.BUG.here("rows of the catalogue in " + table + ": " + e.getMessage()).because(e);
        }
    }
}
