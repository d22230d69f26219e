package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.run.DuckDbErrors;
import dev.kelp.run.ExtentWriter;
import dev.kelp.store.Commit;
import dev.kelp.store.Store;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * Reads files into extents: all rows of all files or, where one cannot be read, nothing and one message that says which line of
 * which file is wrong.
 */
public final class Ingestion {
    private static final int TRIES = 5;

    private final DuckDb duckDb;
    private final Store store;

    /**
     * What to read.
     *
     * @param files absolute paths of local files, at least one, each {@code .gz} or {@code .zst} where its name says so
     * @param skipFirst whether the first record of each file is a header
     * @param label what messages call the only file, empty for its path
     */
    public record Files(List<Path> files, IngestFormat format, boolean skipFirst, String label) {
        public Files {
            files = List.copyOf(files);
        }

        /** A file's name in messages. */
        String shown(String file) {
            return label.isEmpty() ? file : label;
        }
    }

    public Ingestion(DuckDb duckDb, Store store) {
        this.duckDb = duckDb.writer();
        this.store = store;
    }

    /**
     * Writes the rows of files and adds them to the table in one commit.
     *
     * @return what was added, empty where the files hold no rows
     */
    public List<WrittenExtent> append(
            TableDef table, Files files, IngestionProperties properties, Cancellation cancellation) {
        TableDef now = table;
        for (int attempt = 1; ; attempt++) {
            List<WrittenExtent> extents = write(now, files, cancellation);
            try {
                commit(store.commit().append(now, extents, properties), extents);
                return extents;
            } catch (KqlException e) {
                // Another writer changed the table's columns meanwhile: the files are written anew.
                if (e.problem() != Problem.CONFLICT || attempt == TRIES) {
                    throw e;
                }
                now = store.snapshot().tables(table.database()).stream()
                        .filter(t -> t.id() == table.id())
                        .findFirst()
                        .orElseThrow(() -> e);
            }
        }
    }

    /** Runs a commit, or deletes the files it would have added where it fails. */
    public void commit(Commit commit, List<WrittenExtent> extents) {
        boolean done = false;
        try {
            commit.run();
            done = true;
        } finally {
            if (!done) {
                store.discard(extents);
            }
        }
    }

    private List<WrittenExtent> write(TableDef table, Files files, Cancellation cancellation) {
        Path folder = store.snapshot().location(table);
        try (DuckDBConnection connection = duckDb.connect(TextCells.FUNCTIONS)) {
            ExtentWriter writer = new ExtentWriter(connection, table, folder, cancellation);
            FileRows rows = new FileRows(table, files);
            try {
                return writer.write(rows.select(connection));
            } catch (KqlException e) {
                if (!rows.isStructural(e)) {
                    throw rows.explained(e);
                }
                return writeAgain(table, files, writer, connection, rows.explained(e));
            }
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
    }

    /** DuckDB refuses some files that are right, such as those with line breaks of another kind inside quotes. */
    private static List<WrittenExtent> writeAgain(
            TableDef table, Files files, ExtentWriter writer, DuckDBConnection connection, KqlException failure)
            throws SQLException {
        DelimitedCheck check = new DelimitedCheck(table, files);
        KqlException fault = check.structure();
        if (fault != null) {
            throw fault.because(failure);
        }
        List<Path> copies = List.of();
        try {
            Files rewritten = check.rewritten();
            copies = rewritten.files();
            FileRows rows = new FileRows(table, rewritten, true);
            try {
                return writer.write(rows.select(connection));
            } catch (KqlException e) {
                throw new FileRows(table, files).explained(e);
            }
        } catch (IOException e) {
            throw failure;
        } finally {
            copies.forEach(Ingestion::delete);
        }
    }

    private static void delete(Path file) {
        try {
            java.nio.file.Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The file " + file + " cannot be deleted: " + e.getMessage())
                    .because(e);
        }
    }

    /** The message of a fault in a file, where DuckDB's own words are all there is. */
    static KqlException fault(String message) {
        return Problem.INGESTION.here(message).hint("Nothing was added.");
    }
}
