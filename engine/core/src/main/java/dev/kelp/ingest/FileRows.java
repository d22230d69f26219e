package dev.kelp.ingest;

import dev.kelp.ingest.Ingestion.Files;
import dev.kelp.run.Literals;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** The rows of some files as a SELECT of a table's columns in carriers, and its failures in words. */
final class FileRows {
    private static final long LONGEST_LINE = 32L << 20;

    private static final Pattern CSV_LINE = Pattern.compile("CSV Error on Line: (\\d+)\\s+Original Line: .*\\n(.*)");
    private static final Pattern JSON_LINE =
            Pattern.compile("in file \"(.*?)\".*? in (?:line|record/value) (\\d+): (.*)");

    private final TableDef table;
    private final Files files;
    private final boolean rewritten;

    FileRows(TableDef table, Files files) {
        this(table, files, false);
    }

    /** @param rewritten whether every record ends in a single line feed; else DuckDB looks what the first one ends in */
    FileRows(TableDef table, Files files, boolean rewritten) {
        this.table = table;
        this.files = files;
        this.rewritten = rewritten;
    }

    String select(DuckDBConnection connection) throws SQLException {
        if (files.format().isDelimited()) {
            return delimited();
        }
        return files.format() == IngestFormat.PARQUET ? new ParquetRows(table, paths()).select(connection) : json();
    }

    /** Kusto reads CSV by the order of columns, whatever a header says. */
    private String delimited() {
        List<String> columns = new ArrayList<>();
        List<String> carriers = new ArrayList<>();
        for (ColumnDef column : table.columns()) {
            String c = "t" + columns.size();
            carriers.add(TextCells.carrier(column.type(), c, columns.size()));
            columns.add("'" + c + "': 'VARCHAR'");
        }
        return "SELECT " + String.join(", ", carriers) + " FROM read_csv(" + paths() + ", columns = {"
                + String.join(", ", columns)
                + "}, auto_detect = false, delim = "
                + Literals.string(files.format().delimiter())
                + ", quote = '\"', escape = '\"', strict_mode = true, max_line_size = " + LONGEST_LINE
                + ", buffer_size = " + 2 * LONGEST_LINE
                + ", header = " + files.skipFirst() + ", encoding = 'utf-8'" + (rewritten ? ", new_line = '\\n'" : "")
                + ")";
    }

    /** JSON goes by names: a property that a record lacks is null, one that the table lacks is left out. */
    private String json() {
        List<String> columns = new ArrayList<>();
        List<String> carriers = new ArrayList<>();
        for (ColumnDef column : table.columns()) {
            String name = Literals.name(column.name());
            carriers.add(JsonCells.carrier(column.type(), name, columns.size()));
            columns.add(name + ": 'JSON'");
        }
        return "SELECT " + String.join(", ", carriers) + " FROM read_json(" + paths() + ", columns = {"
                + String.join(", ", columns)
                + "}, auto_detect = false, format = '" + jsonShape()
                + "', records = true, maximum_object_size = " + LONGEST_LINE + ")";
    }

    private String jsonShape() {
        return files.format() == IngestFormat.JSON
                ? "newline_delimited"
                : startsAsArray(files.files().get(0)) ? "array" : "unstructured";
    }

    private static boolean startsAsArray(Path file) {
        try (DelimitedReader reader = new DelimitedReader(file, '[')) {
            return reader.startsWith('[');
        } catch (IOException e) {
            throw Ingestion.fault("The file " + file + " cannot be read: " + e.getMessage())
                    .because(e);
        }
    }

    private String paths() {
        return files.files().stream()
                .map(p -> Literals.string(p.toString()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** The same failure told by line and file, where it is one of the files'. */
    KqlException explained(KqlException failure) {
        String message = message(failure);
        TextCells.Fault cell = TextCells.Fault.in(message);
        if (cell != null) {
            KqlException fault =
                    files.format().isDelimited() ? new DelimitedCheck(table, files).fault(cell) : cell.fault("", table);
            return fault.because(failure);
        }
        Matcher json = JSON_LINE.matcher(message);
        if (json.find()) {
            return Ingestion.fault("Line " + json.group(2) + " of " + files.shown(json.group(1)) + " is not JSON: "
                            + json.group(3).strip())
                    .because(failure);
        }
        if (failure.problem() != Problem.RUNTIME) {
            return failure;
        }
        Matcher csv = CSV_LINE.matcher(message);
        String what = csv.find()
                ? "line " + csv.group(1) + ": " + csv.group(2).strip()
                : message.strip().lines().findFirst().orElse("");
        return Ingestion.fault((files.files().size() == 1
                                ? "The file " + files.shown(files.files().get(0).toString())
                                : "One of the files")
                        + " cannot be read: " + what)
                .because(failure);
    }

    /** Whether DuckDB took offence at the shape of a delimited file. */
    boolean isStructural(KqlException failure) {
        String message = message(failure);
        return files.format().isDelimited()
                && (message.contains("CSV Error on Line") || message.contains("CSV Parser"));
    }

    private static String message(KqlException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }
}
