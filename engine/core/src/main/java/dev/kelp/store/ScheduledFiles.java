package dev.kelp.store;

import dev.kelp.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files that no row of the catalogue needs any more, until they are deleted: a query that runs may still read them. */
final class ScheduledFiles {
    private final CatalogConnection connection;
    private final String dataPath;

    /** @param path absolute */
    record Scheduled(long file, String stored, Path path, long since) {}

    ScheduledFiles(CatalogConnection connection, String dataPath) {
        this.connection = connection;
        this.dataPath = dataPath;
    }

    /** @param path absolute; the catalogue names it below the data folder (DL 6.2), not below a table's */
    void add(long file, String path) {
        boolean inside = path.startsWith(dataPath);
        connection.update(
                "INSERT INTO ducklake_files_scheduled_for_deletion(data_file_id, path, path_is_relative, schedule_start)"
                        + " VALUES (?, ?, ?, ?)",
                file,
                inside ? path.substring(dataPath.length()) : path,
                inside,
                CatalogTime.now());
    }

    List<Scheduled> all() {
        return connection.query(
                "SELECT data_file_id, path, path_is_relative, schedule_start FROM ducklake_files_scheduled_for_deletion",
                r -> new Scheduled(
                        r.number(1),
                        r.textOrEmpty(2),
                        Path.of(r.flag(3) ? dataPath + r.textOrEmpty(2) : r.textOrEmpty(2)),
                        CatalogTime.ticks(r.textOrEmpty(4))));
    }

    /** Forgets a file that is gone. */
    void remove(Scheduled gone) {
        connection.update(
                "DELETE FROM ducklake_files_scheduled_for_deletion WHERE data_file_id = ? AND path = ?",
                gone.file(),
                gone.stored());
    }

    /** Deletes a file; one that is gone already is as good. */
    static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The file " + file + ", which nothing needs, cannot be deleted: " + e.getMessage())
                    .because(e);
        }
    }
}
