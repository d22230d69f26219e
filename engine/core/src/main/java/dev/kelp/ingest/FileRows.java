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

/** The rows of some files in DuckDB: by its own readers where these do, else record by record. */
interface FileRows extends AutoCloseable {

    /** A SELECT of the table's columns in carriers, to be asked once. */
    String select();

    /** Writes them to extents. */
    List<WrittenExtent> write(ExtentWriter writer);

    /** What was left out; complete when the rows have been read. */
    default Skipped skipped() {
        return Skipped.NONE;
    }

    /** The same failure told by file and line, where it is one of the files'. */
    KqlException explained(KqlException failure);

    @Override
    void close();

    static FileRows of(TableDef table, Ingestion.Files files, DuckDBConnection connection, Cancellation cancellation) {
        if (files.format().isDuckDbs()
                && files.options().mapping().isEmpty()
                && files.options().validation().equals(ValidationPolicy.STRICT)) {
            Optional<Compression> packed = compression(files);
            if (packed.isPresent()) {
                return new DuckDbRows(table, files, packed.get(), connection);
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
                throw Ingestion.fault("The file " + file.name() + " cannot be read: " + e.getMessage() + ".")
                        .because(e);
            }
        }
        Compression one = found.iterator().next();
        boolean unpacks = one == Compression.NONE || one == Compression.GZIP || one == Compression.ZSTD;
        return found.size() == 1 && unpacks ? Optional.of(one) : Optional.empty();
    }
}
