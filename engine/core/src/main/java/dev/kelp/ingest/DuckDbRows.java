package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDbErrors;
import dev.kelp.run.ExtentWriter;
import dev.kelp.run.Literals;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** The rows of files that DuckDB reads itself, and its failures in words. */
final class DuckDbRows implements FileRows {
    private static final long LONGEST_LINE = Characters.LONGEST_RECORD;

    private static final Pattern CSV_LINE = Pattern.compile("CSV Error on Line: (\\d+)\\s+Original Line: .*\\n(.*)");
    private static final Pattern JSON_LINE =
            Pattern.compile("in file \"(.*?)\".*? in (?:line|record/value) (\\d+): (.*)");

    private final TableDef table;
    private final Ingestion.Files files;
    private final Compression compression;
    private final DuckDBConnection connection;
    private final boolean rewritten;

    DuckDbRows(TableDef table, Ingestion.Files files, Compression compression, DuckDBConnection connection) {
        this(table, files, compression, connection, false);
    }

    /** @param rewritten whether every record ends in a single line feed; else DuckDB looks what the first one ends in */
    private DuckDbRows(
            TableDef table,
            Ingestion.Files files,
            Compression compression,
            DuckDBConnection connection,
            boolean rewritten) {
        this.table = table;
        this.files = files;
        this.compression = compression;
        this.connection = connection;
        this.rewritten = rewritten;
    }

    @Override
    public String select() {
        if (files.format().isDelimited()) {
            return delimited();
        }
        try {
            return files.format() == IngestFormat.PARQUET ? new ParquetRows(table, paths()).select(connection) : json();
        } catch (SQLException e) {
            throw explained(DuckDbErrors.of(e, new Cancellation()));
        }
    }

    @Override
    public List<WrittenExtent> write(ExtentWriter writer) {
        try {
            return writer.write(select());
        } catch (KqlException e) {
            if (!isStructural(e)) {
                throw explained(e);
            }
            return writeAgain(writer, explained(e));
        }
    }

    /** DuckDB refuses some files that are right, such as those with line breaks of another kind inside quotes. */
    private List<WrittenExtent> writeAgain(ExtentWriter writer, KqlException failure) {
        DelimitedCheck check = new DelimitedCheck(table, files);
        KqlException fault = check.structure();
        if (fault != null) {
            throw fault.because(failure);
        }
        List<Path> copies = List.of();
        try {
            Ingestion.Files copy = check.rewritten();
            copies = copy.files().stream().map(SourceFile::path).toList();
            try {
                return writer.write(new DuckDbRows(table, copy, Compression.NONE, connection, true).select());
            } catch (KqlException e) {
                throw explained(e);
            }
        } catch (IOException e) {
            throw failure;
        } finally {
            copies.forEach(DuckDbRows::delete);
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
                + ", header = " + files.options().skipFirst() + ", encoding = 'utf-8'" + packed()
                + (rewritten ? ", new_line = '\\n'" : "")
                + ")";
    }

    /** JSON goes by names: a property that a record lacks is null, one that the table lacks is left out. */
    private String json() {
        List<String> columns = new ArrayList<>();
        List<String> carriers = new ArrayList<>();
        for (ColumnDef column : table.columns()) {
            String name = Literals.name(column.name());
            carriers.add(JsonCells.carrier(column.type(), name, columns.size()));
            columns.add(name + ": '" + JsonCells.readType(column.type()) + "'");
        }
        return "SELECT " + String.join(", ", carriers) + " FROM read_json(" + paths() + ", columns = {"
                + String.join(", ", columns)
                + "}, auto_detect = false, format = '" + jsonShape()
                + "', records = true, maximum_object_size = " + LONGEST_LINE + packed() + ")";
    }

    private String packed() {
        return ", compression = '" + compression.name().toLowerCase(Locale.ROOT) + "'";
    }

    private String jsonShape() {
        return files.format() == IngestFormat.JSON
                ? "newline_delimited"
                : startsAsArray(files.files().get(0)) ? "array" : "unstructured";
    }

    private boolean startsAsArray(SourceFile file) {
        try (InputStream bytes = Unpacked.open(file, compression);
                Characters text = new Characters(bytes)) {
            while (Character.isWhitespace(text.peek())) {
                text.take();
            }
            return text.peek() == '[';
        } catch (IOException | Malformed e) {
            throw Ingestion.fault("The file " + file.name() + " cannot be read: " + e.getMessage() + ".")
                    .because(e);
        }
    }

    private String paths() {
        return files.files().stream()
                .map(f -> Literals.string(f.path().toString()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public KqlException explained(KqlException failure) {
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
                                ? "The file " + files.files().get(0).name()
                                : "One of the files")
                        + " cannot be read: " + what)
                .because(failure);
    }

    /** Whether DuckDB took offence at the shape of a delimited file. */
    private boolean isStructural(KqlException failure) {
        String message = message(failure);
        return files.format().isDelimited()
                && (message.contains("CSV Error on Line") || message.contains("CSV Parser"));
    }

    private static String message(KqlException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void close() {
        // DuckDB closes the files it has read.
    }
}
