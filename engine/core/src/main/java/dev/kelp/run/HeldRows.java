package dev.kelp.run;

import dev.kelp.store.Snapshot;
import dev.kelp.store.Snapshot.InlinedChanges;
import dev.kelp.tables.InlinedCells;
import dev.kelp.tables.InlinedRows;
import dev.kelp.tables.StreamedRows;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;

/** The rows of one table inside a catalogue, read so far, as a table of DuckDB's. Thread-safe. */
final class HeldRows {
    /** Fewer rows that have moved to a file do no harm. */
    private static final long FEW = 50_000;

    private static final int IDLE_LOOKS = 20;

    /** More of the process's own rows are not kept beside the table. */
    private static final long MOST_OWN = 400_000;

    /** As many rows at once DuckDB takes over as they are; of fewer it makes a copy when they are committed. */
    private static final long ROW_GROUP = 122_880;

    private static final long MANY = 20_000;
    private static final long PAUSE = 1_000_000_000;

    private final DuckDb duckDb;
    private final BufferAllocator allocator;
    /** Rows that this process put into the catalogue itself and that the table lacks yet, by their commits. */
    private final ConcurrentSkipListMap<Long, InlinedCells> own = new ConcurrentSkipListMap<>();

    private final AtomicLong ownRows = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private String table = "";
    private long until;
    private long rows;
    private long from;
    private long kept;
    private volatile long added = System.nanoTime();

    HeldRows(DuckDb duckDb, BufferAllocator allocator) {
        this.duckDb = duckDb;
        this.allocator = allocator;
    }

    /** Whether nobody has asked for it in the last looks of those that call this. */
    boolean isIdle() {
        return looks.incrementAndGet() > IDLE_LOOKS;
    }

    /** The table, once it holds what the snapshot sees; empty where some of that is in the catalogue no more. */
    synchronized Optional<String> upTo(Snapshot snapshot, TableDef definition, InlinedRows wanted) {
        looks.set(0);
        if (table.isEmpty()) {
            until = wanted.from() - 1;
            kept = wanted.from();
        }
        from = Math.max(from, wanted.from());
        if (until < wanted.until()) {
            drop(own.headMap(Math.max(until, wanted.from() - 1), true));
            NavigableSet<Long> known = new TreeSet<>(own.keySet());
            Optional<InlinedChanges> changes = snapshot.inlined(definition, wanted, until, known);
            if (changes.isEmpty()) {
                return Optional.empty();
            }
            List<InlinedCells> parts = new ArrayList<>();
            for (long commit : known.headSet(changes.get().head(), true)) {
                InlinedCells cells = own.get(commit);
                if (cells == null) {
                    // Too many waited, so that they were dropped: all are read.
                    changes = snapshot.inlined(definition, wanted, until, new TreeSet<>());
                    parts.clear();
                    break;
                }
                parts.add(cells);
            }
            if (changes.isEmpty()) {
                return Optional.empty();
            }
            parts.add(changes.get().cells());
            add(wanted, changes.get(), StreamedRows.joined(parts));
            drop(own.headMap(until, true));
        }
        return Optional.of(table);
    }

    /** Takes the rows that the process put into the catalogue by a commit. */
    void offer(long commit, InlinedCells cells) {
        int count = cells.rows();
        if (ownRows.get() + count > MOST_OWN) {
            drop(own);
        }
        own.put(commit, cells);
        ownRows.addAndGet(count);
    }

    /** Whether so many such rows wait to become part of the table that a query should not have to wait for them. */
    boolean isBehind() {
        return ownRows.get() >= ROW_GROUP || (ownRows.get() > MANY && System.nanoTime() - added > PAUSE);
    }

    private void drop(Map<Long, InlinedCells> commits) {
        for (Long commit : List.copyOf(commits.keySet())) {
            InlinedCells cells = own.remove(commit);
            if (cells != null) {
                ownRows.addAndGet(-cells.rows());
            }
        }
    }

    private void add(InlinedRows wanted, InlinedChanges changes, InlinedCells cells) {
        try (DuckDBConnection connection = duckDb.connect();
                Statement statement = connection.createStatement()) {
            if (table.isEmpty()) {
                table = InlinedTable.create(statement, wanted);
            }
            connection.setAutoCommit(false);
            InlinedTable.insert(connection, table, wanted, cells, allocator);
            InlinedTable.end(connection, table, changes.ended(), allocator);
            connection.commit();
            rows += cells.rows();
            until = changes.head();
            added = System.nanoTime();
        } catch (SQLException e) {
            throw Problem.BUG
                    .here("rows of the catalogue " + wanted.source() + ": " + e.getMessage())
                    .because(e);
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
            throw Problem.BUG
                    .here("rows of the catalogue in " + table + ": " + e.getMessage())
                    .because(e);
        }
    }

    /** Drops the table; for when no query is about to read. */
    synchronized void close() {
        if (table.isEmpty()) {
            return;
        }
        try (DuckDBConnection connection = duckDb.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + table);
            table = "";
        } catch (SQLException e) {
            throw Problem.BUG
                    .here("rows of the catalogue in " + table + ": " + e.getMessage())
                    .because(e);
        }
    }
}
