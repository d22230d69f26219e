package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.run.ExtentWriter;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.duckdb.DuckDBConnection;

/**
 * The rows of some files on their way through DuckDB: by its own readers where these do, else record by record. Faults in the
 * files are {@link KqlException}s that name file and place.
 */
interface FileRows extends AutoCloseable {

    /** Writes them to extents. */
    List<WrittenExtent> write(ExtentWriter writer);

    /** Has them read by a statement; again where a first way fails. */
    void read(Reading reading);

    /** What was left out; complete when the rows have been read. */
    default Skipped skipped() {
        return Skipped.NONE;
    }

    /** How much has been read, from 0 to 1, negative where only DuckDB knows; any thread may ask. */
    default double fraction() {
        return -1;
    }

    @Override
    void close();

    /** A statement over rows. */
    @FunctionalInterface
    interface Reading {
        /**
         * @param select gives the table's columns in carriers, once
         * @throws KqlException with what DuckDB says
         */
        void read(String select);
    }

    static FileRows of(TableDef table, Ingestion.Files files, DuckDBConnection connection, Cancellation cancellation) {
        boolean plain = files.options().isPlain();
        if (plain && files.format() == IngestFormat.PARQUET) {
            return new ParquetFiles(table, files, connection, cancellation);
        }
        if (plain && files.format().isDelimited()) {
            Optional<Compression> packed = compression(files);
            if (packed.isPresent()) {
                return new DuckDbRows(table, files, packed.get(), connection, cancellation);
            }
        }
        return new StreamedRows(table, files, connection, cancellation);
    }

    /** How all files are packed, where DuckDB can unpack them. */
    private static Optional<Compression> compression(Ingestion.Files files) {
        Set<Compression> found = new TreeSet<>();
        for (SourceFile file : files.files()) {
            try {
                found.add(Compression.of(file, files.options()));
            } catch (IOException e) {
                throw RecordRows.unreadable(file.name(), e);
            }
        }
        Compression one = found.iterator().next();
        boolean unpacks = one == Compression.NONE || one == Compression.GZIP || one == Compression.ZSTD;
        return found.size() == 1 && unpacks ? Optional.of(one) : Optional.empty();
    }
}
