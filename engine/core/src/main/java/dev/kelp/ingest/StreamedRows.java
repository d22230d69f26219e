package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDbErrors;
import dev.kelp.run.ExtentWriter;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Rows that Java reads and DuckDB takes batch by batch. */
final class StreamedRows implements FileRows {
    private final TableDef table;
    private final Ingestion.Files files;
    private final DuckDBConnection connection;
    private final Cancellation cancellation;
    private final BufferAllocator allocator = new RootAllocator();
    private int asked;
    private @Nullable DuckDBConnection reader;
    private volatile @Nullable CarrierStream stream;
    private @Nullable ArrowArrayStream exported;

    StreamedRows(TableDef table, Ingestion.Files files, DuckDBConnection connection, Cancellation cancellation) {
        this.table = table;
        this.files = files;
        this.connection = connection;
        this.cancellation = cancellation;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** Whether what DuckDB could not do with the files may go better this way, or be told better. */
    boolean mayFare(KqlException failure) {
        return failure.problem() == Problem.RUNTIME
                || failure.problem() == Problem.BUG
                || failure.problem() == Problem.LIMITS;
    }

    private String select() {
        closeStream();
        CarrierStream reading = open();
        ArrowArrayStream out = ArrowArrayStream.allocateNew(allocator);
        stream = reading;
        exported = out;
        String name = "kelp_files_" + asked++;
        // The stream closes its reader when DuckDB releases it.
        Data.exportArrayStream(allocator, reading, out);
        connection.registerArrowStream(name, out);
        return "SELECT * FROM " + name;
    }

    private CarrierStream open() {
        return isPlainJson(files)
                ? new JsonStream(table, files, reader(), allocator, cancellation)
                : new RowStream(new RecordRows(table, files, reader()), table.columns(), allocator, cancellation);
    }

    private static boolean isPlainJson(Ingestion.Files files) {
        return (files.format() == IngestFormat.JSON || files.format() == IngestFormat.MULTIJSON)
                && files.options().isPlain();
    }

    @Override
    public List<WrittenExtent> write(ExtentWriter writer) {
        try {
            return writer.write(this::select);
        } catch (KqlException e) {
            throw explained(e);
        }
    }

    @Override
    public double fraction() {
        CarrierStream reading = stream;
        return reading == null ? -1 : reading.fraction();
    }

    @Override
    public Skipped skipped() {
        return stream == null ? Skipped.NONE : stream.skipped();
    }

    @Override
    public void read(Reading reading) {
        try {
            reading.read(select());
        } catch (KqlException e) {
            throw explained(e);
        }
    }

    private KqlException explained(KqlException failure) {
        KqlException cause = stream == null ? null : stream.failure();
        return cause == null ? failure : cause;
    }

    /** The statement that takes the rows holds the connection itself. */
    private DuckDBConnection reader() {
        try {
            DuckDBConnection there = reader;
            if (there == null) {
                there = connection.duplicate();
                reader = there;
            }
            return there;
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
    }

    private void closeStream() {
        try {
            if (stream != null) {
                stream.closeReadSource();
            }
        } catch (IOException e) {
            // It was only read.
        }
        if (exported != null) {
            exported.close();
        }
    }

    @Override
    public void close() {
        closeStream();
        allocator.close();
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
    }
}
