package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.run.ExtentWriter;
import dev.kelp.run.Literals;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The rows of text files that DuckDB reads itself. Where it refuses them, Java reads them again: it knows the line of what is wrong,
 * and takes files that only DuckDB minds, such as those with line breaks of another kind inside quotes.
 */
final class DuckDbRows implements FileRows {
    private static final long LONGEST_LINE = Characters.LONGEST_RECORD;

    /** DuckDB reads twice as many bytes at a time; files with longer records are left to Java. */
    private static final long LONGEST_OBJECT = 4 << 20;

    private final TableDef table;
    private final Ingestion.Files files;
    private final Compression compression;
    private final StreamedRows again;

    DuckDbRows(
            TableDef table,
            Ingestion.Files files,
            Compression compression,
            DuckDBConnection connection,
            Cancellation cancellation) {
        this.table = table;
        this.files = files;
        this.compression = compression;
        this.again = new StreamedRows(table, files, connection, cancellation);
    }

    /** @param stored whether the rows are to be stored at once */
    private String select(boolean stored) {
        if (compression != Compression.NONE && files.format().isDelimited()) {
            files.files().forEach(this::checkWhole);
        }
        return files.format().isDelimited() ? delimited(stored) : json(stored);
    }

    @Override
    public List<WrittenExtent> write(ExtentWriter writer) {
        if (files.format().isDelimited() && !trusted()) {
            return again.write(writer);
        }
        CompletableFuture<Boolean> trust = files.format().isDelimited()
                ? CompletableFuture.completedFuture(true)
                : CompletableFuture.supplyAsync(this::trusted, DuckDbRows::start);
        List<WrittenExtent> written = List.of();
        @Nullable KqlException failure = null;
        try {
            written = writer.write(select(true));
        } catch (KqlException e) {
            failure = e;
        }
        boolean trusted = false;
        try {
            trusted = joined(trust);
        } finally {
            if (!trusted) {
                ExtentWriter.discard(written);
            }
        }
        if (trusted && failure == null) {
            return written;
        }
        if (failure != null && trusted && !again.mayFare(failure)) {
            throw again.placed(failure);
        }
        return again.write(writer);
    }

    private static void start(Runnable look) {
        Thread thread = new Thread(look, "kelp-look");
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean joined(CompletableFuture<Boolean> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KqlException known ? known : e;
        }
    }

    @Override
    public void read(Reading reading) {
        if (!trusted()) {
            again.read(reading);
            return;
        }
        try {
            reading.read(select(false));
        } catch (KqlException e) {
            if (!again.mayFare(e)) {
                throw e;
            }
            again.read(reading);
        }
    }

    /**
     * Whether DuckDB's answer can be trusted. Of a file that begins with too long a line it reads nothing, and is silent.
     */
    private boolean trusted() {
        for (SourceFile file : files.files()) {
            if (!files.format().isDelimited()) {
                try (InputStream bytes = Unpacked.open(file, compression)) {
                    if (!TrustedJson.is(bytes, again.cancellation()::isCancelled)) {
                        return false;
                    }
                } catch (IOException e) {
                    throw RecordRows.unreadable(file.name(), e);
                }
            } else {
                try (DelimitedReader reader = new DelimitedReader(
                        Unpacked.open(file, compression),
                        files.format().delimiter().charAt(0))) {
                    reader.read();
                } catch (Malformed e) {
                    return false;
                } catch (IOException e) {
                    throw RecordRows.unreadable(file.name(), e);
                }
            }
        }
        return true;
    }

    /** DuckDB takes a packed file that breaks off for one that ends, and looks at no checksum. JSON has been read to its end before. */
    private void checkWhole(SourceFile file) {
        byte[] buffer = new byte[1 << 16];
        try (InputStream bytes = Unpacked.open(file, compression)) {
            while (bytes.read(buffer) >= 0) {
                if (again.cancellation().isCancelled()) {
                    throw Problem.CANCELLED.here();
                }
            }
        } catch (IOException e) {
            throw RecordRows.unreadable(file.name(), e);
        }
    }

    /** Kusto reads CSV by the order of columns, whatever a header says. */
    private String delimited(boolean stored) {
        List<String> columns = new ArrayList<>();
        List<String> carriers = new ArrayList<>();
        for (ColumnDef column : table.columns()) {
            String c = "t" + columns.size();
            // Where a string is null, the stored form is empty.
            carriers.add(
                    stored && column.type() == KqlType.STRING
                            ? c
                            : TextCells.carrier(column.type(), c, columns.size()));
            columns.add("'" + c + "': 'VARCHAR'");
        }
        return "SELECT " + String.join(", ", carriers) + " FROM read_csv(" + paths(files) + ", columns = {"
                + String.join(", ", columns)
                + "}, auto_detect = false, delim = "
                + Literals.string(files.format().delimiter())
                + ", quote = '\"', escape = '\"', strict_mode = true, max_line_size = " + LONGEST_LINE
                + ", buffer_size = " + 2 * LONGEST_LINE
                + ", header = " + files.options().skipFirst() + ", encoding = 'utf-8'" + packed() + ")";
    }

    /** JSON goes by names: a property that a record lacks is null, one that the table lacks is left out. */
    private String json(boolean stored) {
        List<String> columns = new ArrayList<>();
        List<String> carriers = new ArrayList<>();
        List<String> present = new ArrayList<>();
        for (ColumnDef column : table.columns()) {
            String name = Literals.name(column.name());
            carriers.add(
                    stored
                            ? JsonCells.stored(column.type(), name, columns.size())
                            : JsonCells.carrier(column.type(), name, columns.size()));
            columns.add(name + ": '" + JsonCells.readType(column.type()) + "'");
            present.add(name + " IS NOT NULL");
        }
        return "SELECT " + String.join(", ", carriers) + " FROM read_json(" + paths(files) + ", columns = {"
                + String.join(", ", columns)
                + "}, auto_detect = false, format = '" + jsonShape()
                + "', records = true, maximum_object_size = " + LONGEST_OBJECT + packed() + ") WHERE "
                // Nothing of a record may stand in for the word null, which DuckDB takes for one: Java tells them
                // apart.
                + String.join(" OR ", present) + " OR CAST(error('kelp:record') AS BOOLEAN)";
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
        } catch (Malformed e) {
            return false;
        } catch (IOException e) {
            throw RecordRows.unreadable(file.name(), e);
        }
    }

    /** A list of paths in DuckDB's SQL. */
    static String paths(Ingestion.Files files) {
        return files.files().stream()
                .map(f -> Literals.string(f.path().toString()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public Skipped skipped() {
        return again.skipped();
    }

    @Override
    public void close() {
        again.close();
    }
}
