package dev.kelp.ingest;

import dev.kelp.ingest.CellReader.BadCell;
import dev.kelp.ingest.IngestMapping.Kind;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.types.Json;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The rows of files as carriers, record by record in Java: for what DuckDB does not read, and for mappings and policies. */
final class RecordRows implements AutoCloseable {
    private static final String HEADER =
            "The first line looks like a header: add with (ignoreFirstRecord=true). Nothing was added.";

    private final TableDef table;
    private final Ingestion.Files files;
    private final List<CellReader> cells;
    private final RecordFiles open;
    private @Nullable Records records;
    private long number;
    private boolean header;
    private Skipped skipped = Skipped.NONE;

    /** @param connection one that nothing else uses meanwhile; the caller closes it */
    RecordRows(TableDef table, Ingestion.Files files, DuckDBConnection connection) {
        this.table = table;
        this.files = files;
        this.cells = cells();
        this.open = new RecordFiles(table, files, connection);
    }

    private List<CellReader> cells() {
        IngestMapping mapping = files.options().givenMapping();
        Kind kind = files.format().mappingKind();
        List<CellReader> readers = new ArrayList<>();
        if (mapping != null) {
            mapping.check(table, files.format());
        }
        Transformations transformations = mapping == null ? Transformations.NONE : Transformations.of(mapping);
        for (ColumnDef column : table.columns()) {
            readers.add(
                    mapping == null
                            ? CellReader.identity(column, readers.size(), kind)
                            : mapping.element(column.name())
                                    .map(e -> CellReader.of(column, e, transformations, kind))
                                    .orElseGet(() -> CellReader.nothing(column)));
        }
        return readers;
    }

    /** How much of the files has been read, -1 where that isn't known; any thread may ask. */
    double fraction() {
        return open.fraction();
    }

    /** What has been left out so far. */
    Skipped skipped() {
        return skipped;
    }

    /**
     * The next row's carriers, null at the end.
     *
     * @throws KqlException naming file and place of what is wrong
     */
    @Nullable
    Object @Nullable [] next() {
        while (true) {
            try {
                Records now = records;
                if (now == null) {
                    now = open.next();
                    records = now;
                    number = 0;
                    if (now == null) {
                        return null;
                    }
                }
                Json record = now.next();
                if (record == null) {
                    now.close();
                    records = null;
                    continue;
                }
                number++;
                header = number == 1 && looksLikeHeader(record);
                if (number > 1 || !files.options().skipFirst()) {
                    return row(record);
                }
            } catch (Malformed e) {
                number++;
                wrong(" " + e.what(), e.isLast(), e);
            } catch (BadCell e) {
                wrong(": " + e.getMessage(), false, e);
            } catch (IOException e) {
                throw unreadable(open.name(), e);
            }
        }
    }

    /** Where the last row stood. */
    String place() {
        return (records == null ? "The file " : records.place() + " of ") + open.name();
    }

    private void wrong(String what, boolean last, Exception cause) {
        String message = place() + what;
        if (last || !files.options().validation().bestEffort()) {
            KqlException fault = Ingestion.fault(message).because(cause);
            throw header ? fault.hint(HEADER) : fault;
        }
        skipped = skipped.and(message);
    }

    /** The message of a file that cannot be opened, unpacked or read on. */
    static KqlException unreadable(String name, IOException e) {
        String words = e instanceof EOFException || e.getMessage() == null ? "it ends too early" : e.getMessage();
        return Ingestion.fault("The file " + name + " cannot be read: " + words + (words.endsWith(".") ? "" : "."))
                .because(e);
    }

    private @Nullable Object[] row(Json record) throws BadCell {
        checkNames(record);
        @Nullable Object[] row = new @Nullable Object[cells.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = cells.get(i).read(record, open.name(), number);
        }
        return row;
    }

    private boolean looksLikeHeader(Json record) {
        return record instanceof Json.Array array
                && array.items().stream().anyMatch(c -> table.columns().stream()
                        .anyMatch(d -> d.name().equalsIgnoreCase(c.text())));
    }

    /** A file that names its columns and has none of the table's is another table's: that is a mistake, not rows of nulls. */
    private void checkNames(Json record) {
        if (number == 1
                && files.options().mapping().isEmpty()
                && files.format().namesColumns()
                && record instanceof Json.Bag bag
                && cells.stream().noneMatch(c -> c.finds(record))) {
            throw Ingestion.fault("The file " + open.name() + " has none of the columns of table '" + table.name()
                    + "'; it has "
                    + TextCells.shortened(String.join(", ", bag.properties().keySet())) + ".");
        }
    }

    @Override
    public void close() throws IOException {
        if (records != null) {
            records.close();
        }
        open.close();
    }
}
