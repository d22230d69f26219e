package dev.kelp.ingest;

import dev.kelp.ingest.IngestMapping.Element;
import dev.kelp.ingest.IngestMapping.Kind;
import dev.kelp.ingest.IngestMapping.Ordinal;
import dev.kelp.ingest.ValidationPolicy.Width;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Opens files, and what archives hold, one after another as {@link Records}. */
final class RecordFiles implements AutoCloseable {
    private final TableDef table;
    private final IngestFormat format;
    private final ReadOptions options;
    private final DuckDBConnection connection;
    private final @Nullable UnpackedFiles unpacked;
    private final Iterator<SourceFile> files;
    private final FileProgress progress;
    private @Nullable Archive archive;
    private String name = "";

    RecordFiles(TableDef table, Ingestion.Files files, DuckDBConnection connection) {
        this.connection = connection;
        this.table = table;
        this.format = files.format();
        this.options = files.options();
        // These are read from their end.
        boolean open = format == IngestFormat.ORC || format == IngestFormat.PARQUET;
        this.unpacked = open ? new UnpackedFiles(files) : null;
        List<SourceFile> all = (unpacked == null ? files : unpacked.files()).files();
        this.files = all.iterator();
        this.progress = new FileProgress(all);
    }

    /** The next file's records, null behind the last. The caller closes them. */
    @Nullable
    Records next() throws IOException, Malformed {
        if (format == IngestFormat.ORC || format == IngestFormat.PARQUET) {
            return files.hasNext() ? byPath(files.next()) : null;
        }
        InputStream bytes = nextBytes();
        return bytes == null ? null : records(bytes);
    }

    private Records byPath(SourceFile file) throws IOException, Malformed {
        name = file.name();
        return format == IngestFormat.ORC ? new OrcRecords(file.path()) : new ParquetRecords(file.path(), connection);
    }

    /** The next file's bytes, unpacked, null behind the last. The caller closes them. */
    @Nullable
    InputStream nextBytes() throws IOException {
        Archive open = archive;
        if (open != null) {
            InputStream bytes = open.next();
            if (bytes != null) {
                name = open.name();
                return bytes;
            }
            open.close();
            archive = null;
        }
        if (!files.hasNext()) {
            return null;
        }
        SourceFile file = files.next();
        name = file.name();
        Compression compression = Compression.of(file, options);
        if (compression == Compression.ZIP) {
            archive = new Archive(file, options);
            return nextBytes();
        }
        return Unpacked.open(file, compression, progress.next(file));
    }

    /** How much has been read, from 0 to 1, -1 where that isn't known; any thread may ask. */
    double fraction() {
        return progress.fraction();
    }

    /** The name of the file that the last records are of. */
    String name() {
        return name;
    }

    private Records records(InputStream bytes) throws IOException, Malformed {
        boolean opened = false;
        try {
            Records records =
                    switch (format) {
                        case CSV, TSV, PSV, SCSV, SOHSV ->
                            new DelimitedRecords(
                                    new DelimitedReader(
                                            bytes, format.delimiter().charAt(0)),
                                    width());
                        case TSVE -> new EscapedRecords(bytes, width());
                        case TXT, RAW -> new LineRecords(bytes, format == IngestFormat.RAW, width());
                        case JSON, MULTIJSON -> new JsonRecords(bytes, format == IngestFormat.JSON);
                        case W3CLOGFILE -> new LogRecords(bytes);
                        case AVRO, APACHEAVRO -> new AvroRecords(bytes, format == IngestFormat.AVRO);
                        default -> throw unreadable();
                    };
            opened = true;
            return records;
        } finally {
            if (!opened) {
                bytes.close();
            }
        }
    }

    private RecordWidth width() {
        Width rule = options.validation().width();
        return options.mapping()
                .map(m -> RecordWidth.ofMapping(rule, reach(m)))
                .orElseGet(() -> RecordWidth.of(rule, table.columns().size(), table.name()));
    }

    private static int reach(IngestMapping mapping) {
        int reach = 0;
        for (Element element : mapping.columns()) {
            if (mapping.kind() == Kind.CSV && element.origin() instanceof Ordinal ordinal) {
                reach = Math.max(reach, ordinal.place() + 1);
            }
        }
        return reach;
    }

    private KqlException unreadable() {
        return Ingestion.fault("Files of format " + format.kusto() + " cannot be read this way.");
    }

    @Override
    public void close() throws IOException {
        if (unpacked != null) {
            unpacked.close();
        }
        if (archive != null) {
            archive.close();
        }
    }
}
