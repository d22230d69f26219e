package dev.kelp.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of a database as its catalogue lists them, against those that are there; asked without Kelp. */
final class DataFiles {
    private static final String NAMED = "SELECT rtrim(s.path, '/') || '/' || rtrim(t.path, '/') || '/' || f.path, %s"
            + " FROM %s f JOIN ducklake_table t ON t.table_id = f.table_id"
            + " AND t.begin_snapshot = (SELECT max(begin_snapshot) FROM ducklake_table WHERE table_id = f.table_id)"
            + " JOIN ducklake_schema s ON s.schema_id = t.schema_id";

    private DataFiles() {}

    /** What is wrong: a file that is listed and not there, or that holds another number of rows than is said. */
    static List<String> faults(Path folder) {
        List<String> faults = new ArrayList<>();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            for (Map.Entry<String, Long> file : named(folder).entrySet()) {
                Path path = folder.resolve("data").resolve(file.getKey());
                if (!Files.exists(path)) {
                    faults.add("missing " + path);
                    continue;
                }
                try (ResultSet rows =
                        statement.executeQuery("SELECT num_rows FROM parquet_file_metadata('" + path + "')")) {
                    rows.next();
                    if (rows.getLong(1) != file.getValue()) {
                        faults.add(path + " holds " + rows.getLong(1) + " rows, not " + file.getValue());
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return faults;
    }

    /** Data and delete files of every snapshot, with their rows, below {@code data}. */
    static Map<String, Long> named(Path folder) {
        Map<String, Long> named = new TreeMap<>();
        try (Connection catalog = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.sqlite"));
                Statement statement = catalog.createStatement()) {
            for (String sql : List.of(
                    String.format(NAMED, "f.record_count", "ducklake_data_file"),
                    String.format(NAMED, "f.delete_count", "ducklake_delete_file"))) {
                try (ResultSet files = statement.executeQuery(sql)) {
                    while (files.next()) {
                        named.put(files.getString(1), files.getLong(2));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return named;
    }

    /** Files that are to be deleted when no query can be reading them. */
    private static List<String> scheduled(Path folder) {
        List<String> scheduled = new ArrayList<>();
        try (Connection catalog = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.sqlite"));
                Statement statement = catalog.createStatement();
                ResultSet files = statement.executeQuery("SELECT path FROM ducklake_files_scheduled_for_deletion")) {
            while (files.next()) {
                scheduled.add(files.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return scheduled;
    }

    /** The files under {@code data} that nothing names. */
    static List<String> orphans(Path folder) {
        Path data = folder.resolve("data");
        if (!Files.exists(data)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(data)) {
            TreeSet<String> there = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .map(f -> data.relativize(f).toString())
                    .filter(f -> !f.startsWith("."))
                    .forEach(there::add);
            there.removeAll(named(folder).keySet());
            scheduled(folder).forEach(there::remove);
            return List.copyOf(there);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
