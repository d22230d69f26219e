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
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * The rows of files of cells between delimiters, which DuckDB reads itself. Where it refuses them, Java reads them again: it knows
 * the line of what is wrong, and takes files that only DuckDB minds, such as those with line breaks of another kind inside quotes.
 */
final class DuckDbRows implements FileRows {
    private static final long LONGEST_LINE = Characters.LONGEST_RECORD;

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

    @Override
    public List<WrittenExtent> write(ExtentWriter writer) {
        if (!trusted()) {
            return again.write(writer);
        }
        try {
            return writer.write(select(true));
        } catch (KqlException e) {
            if (!again.mayFare(e)) {
                throw e;
            }
            return again.write(writer);
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
            try (DelimitedReader reader = new DelimitedReader(
                    Unpacked.open(file, compression), files.format().delimiter().charAt(0))) {
                reader.read();
            } catch (Malformed e) {
                return false;
            } catch (IOException e) {
                throw RecordRows.unreadable(file.name(), e);
            }
        }
        return true;
    }

    /** DuckDB takes a packed file that breaks off for one that ends, and looks at no checksum. */
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

    /**
     * Kusto reads CSV by the order of columns, whatever a header says.
     *
     * @param stored whether the rows are to be stored at once
     */
    private String select(boolean stored) {
        if (compression != Compression.NONE) {
            files.files().forEach(this::checkWhole);
        }
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

    private String packed() {
        return ", compression = '" + compression.name().toLowerCase(Locale.ROOT) + "'";
    }

    /** A list of paths in DuckDB's SQL. */
    static String paths(Ingestion.Files files) {
        return files.files().stream()
                .map(f -> Literals.string(f.path().toString()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public double fraction() {
        return again.fraction();
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
