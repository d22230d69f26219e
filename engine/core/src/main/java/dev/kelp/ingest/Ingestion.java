package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.run.DuckDbErrors;
import dev.kelp.run.ExtentWriter;
import dev.kelp.run.Progress;
import dev.kelp.store.Commit;
import dev.kelp.store.Store;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
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
    private Progress progress = Progress.SILENT;

    /**
     * What to read.
     *
     * @param files at least one
     */
    public record Files(List<SourceFile> files, IngestFormat format, ReadOptions options) {
        public Files {
            files = List.copyOf(files);
        }

        /** Files that go by their paths. */
        public static Files of(List<Path> paths, IngestFormat format, ReadOptions options) {
            return new Files(paths.stream().map(SourceFile::of).toList(), format, options);
        }

        /** What messages call a file that DuckDB calls by its path. */
        String shown(String path) {
            return files.stream()
                    .filter(f -> f.path().toString().equals(path))
                    .map(SourceFile::name)
                    .findFirst()
                    .orElse(path);
        }
    }

    public Ingestion(DuckDb duckDb, Store store) {
        this.duckDb = duckDb.writer();
        this.store = store;
    }

    /** Says from now on how far it has come. */
    public Ingestion reporting(Progress listener) {
        progress = listener;
        return this;
    }

    /** Writes the rows of files and adds them to the table in one commit. */
    public Ingested append(TableDef table, Files files, IngestionProperties properties, Cancellation cancellation) {
        TableDef now = table;
        for (int attempt = 1; ; attempt++) {
            Ingested ingested = write(now, files, cancellation);
            try {
                Commit commit = store.commit().append(now, ingested.extents(), properties);
                commit(commit, ingested.extents());
                return new Ingested(ingested.extents(), ingested.skipped(), commit.extentIds(ingested.extents()));
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

    /** Writes the rows of files to extents that no commit has added yet; where it throws, there are none. */
    public Ingested write(TableDef table, Files files, Cancellation cancellation) {
        Path folder = store.snapshot().location(table);
        try (DuckDBConnection connection = duckDb.connect(TextCells.FUNCTIONS);
                FileRows rows = FileRows.of(table, files, connection, cancellation)) {
            ExtentWriter writer = new ExtentWriter(connection, table, folder, cancellation).reporting(reading(rows));
            return new Ingested(rows.write(writer), rows.skipped());
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
    }

    /** Of rows that DuckDB is given it doesn't know how many there are. */
    private Progress reading(FileRows rows) {
        return progress == Progress.SILENT
                ? progress
                : (fraction, what) -> progress.update(fraction < 0 ? rows.fraction() : fraction, what);
    }

    /** The message of a fault in a file. */
    static KqlException fault(String message) {
        return Problem.INGESTION.here(message).hint("Nothing was added.");
    }
}
