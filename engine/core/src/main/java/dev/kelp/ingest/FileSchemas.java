package dev.kelp.ingest;

import dev.kelp.bind.Outside.FileColumn;
import dev.kelp.bind.Outside.FileSample;
import dev.kelp.run.DuckDb;
import dev.kelp.run.Literals;
import dev.kelp.tables.Storage;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The columns of files on this machine, as DuckDB finds them by looking into the files. */
final class FileSchemas {
    private final DuckDb duckDb;

    FileSchemas(DuckDb duckDb) {
        this.duckDb = duckDb;
    }

    List<FileColumn> columns(FileSample sample) {
        IngestFormat format = IngestFormat.named(sample.format()).orElseThrow(() -> Problem.SEMANTIC
                .here("No data format '" + sample.format() + "'.")
                .hint("The formats are " + String.join(", ", IngestFormat.allNames()) + "."));
        List<Path> files = files(sample);
        String list =
                files.stream().map(p -> Literals.string(p.toString())).collect(Collectors.joining(", ", "[", "]"));
        String source =
                switch (format) {
                    case PARQUET -> "read_parquet(" + list + ", union_by_name = true)";
                    case JSON, MULTIJSON ->
                        "read_json(" + list + ", union_by_name = true, map_inference_threshold = -1, format = '"
                                + (format == IngestFormat.JSON ? "newline_delimited" : "auto") + "')";
                    case CSV, TSV, PSV, SCSV, SOHSV ->
                        "read_csv(" + list + ", union_by_name = true, delim = " + Literals.string(format.delimiter())
                                + ", header = " + sample.header() + ")";
                    default ->
                        throw Problem.NOT_SUPPORTED.here("Learning a schema from files of format " + format.kusto());
                };
        try (DuckDBConnection connection = duckDb.connect();
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            List<Field> fields = new ArrayList<>();
            try (ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
                while (columns.next()) {
                    names.add(columns.getString(1));
                    boolean named = !format.isDelimited() || sample.header();
                    String name = named ? columns.getString(1) : "Column" + (fields.size() + 1);
                    fields.add(new Field(name, Storage.kqlType(columns.getString(2))));
                }
            }
            List<FileColumn> found = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                boolean whole = fields.get(i).type() == KqlType.LONG;
                found.add(new FileColumn(fields.get(i), whole ? example(statement, names.get(i), source) : null));
            }
            return found;
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw Problem.RUNTIME
                    .here("The files cannot be read as " + sample.format() + ": " + message)
                    .because(e);
        }
    }

    private static @Nullable Long example(Statement statement, String column, String source) throws SQLException {
        String name = Literals.name(column);
        String query = "SELECT CAST(" + name + " AS BIGINT) FROM " + source + " WHERE " + name + " IS NOT NULL LIMIT 1";
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : null;
        }
    }

    private static List<Path> files(FileSample sample) {
        Map<FileTime, List<Path>> byTime = new TreeMap<>(Comparator.reverseOrder());
        List<Path> found = new ArrayList<>();
        for (String place : sample.places()) {
            try (Stream<Path> all = Files.walk(path(place))) {
                for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                    String name = file.getFileName().toString();
                    if (name.startsWith(sample.prefix()) && name.endsWith(sample.extension())) {
                        found.add(file);
                        byTime.computeIfAbsent(Files.getLastModifiedTime(file), t -> new ArrayList<>())
                                .add(file);
                    }
                }
            } catch (IOException e) {
                throw Problem.RUNTIME.here("'" + place + "' cannot be read.").because(e);
            }
        }
        if (found.isEmpty()) {
            throw Problem.RUNTIME.here("There are no such files.");
        }
        return switch (sample.mode()) {
            case "all" -> found;
            case "any" -> found.subList(0, 1);
            default -> byTime.values().iterator().next().subList(0, 1);
        };
    }

    private static Path path(String place) {
        if (place.contains("://") && !place.startsWith("file:")) {
            throw Problem.NOT_SUPPORTED.here("Learning a schema from files that are not on this machine");
        }
        try {
            Path path = place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place);
            if (!path.isAbsolute()) {
                throw Problem.SEMANTIC.here("'" + place + "' is no absolute path.");
            }
            return path;
        } catch (IllegalArgumentException e) {
            throw Problem.SEMANTIC.here("'" + place + "' is no path.").because(e);
        }
    }
}
