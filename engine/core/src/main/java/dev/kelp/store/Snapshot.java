package dev.kelp.store;

import dev.kelp.tables.ChangeRange;
import dev.kelp.tables.ChangedExtents;
import dev.kelp.tables.Extent;
import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.InlinedCells;
import dev.kelp.tables.InlinedRows;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableCatalog;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All tables as one commit left them. What it answers never changes; later commits are not seen. Thread-safe. */
public final class Snapshot implements TableCatalog {
    private static final String DEFAULT_DATABASE = "main";

    private final Catalog catalog;
    private final long id;
    private final StoredTables tables;
    private final boolean allFiles;
    private final String dataPath;

    /** The extents and rows of a table, without a look at any file; rows inside the catalogue are of no extent. */
    public record Size(long extents, long rows, long bytes) {}

    /** A row inside the catalogue, and the commit by which it was ended. */
    public record EndedRow(long rowId, long begin, long end) {}

    /**
     * What has happened to rows inside the catalogue.
     *
     * @param cells those that came in
     * @param ended those that were ended, others' among them
     * @param head the commit until which this is all
     */
    public record InlinedChanges(InlinedCells cells, List<EndedRow> ended, long head) {}

    /** @param dataPath the absolute folder of all files, ending with a slash */
    Snapshot(Catalog catalog, long id, StoredTables tables, String dataPath) {
        this(catalog, id, tables, dataPath, false);
    }

    private Snapshot(Catalog catalog, long id, StoredTables tables, String dataPath, boolean allFiles) {
        this.dataPath = dataPath;
        this.allFiles = allFiles;
        this.catalog = catalog;
        this.id = id;
        this.tables = tables;
    }

    /** The same tables with all rows that there are in files still: deleted ones, and those that only earlier snapshots see. */
    public Snapshot ofAllFiles() {
        return new Snapshot(catalog, id, tables, dataPath, true);
    }

    /** The number of the commit. */
    public long id() {
        return id;
    }

    /** Names the store among all. */
    public String store() {
        return catalog.source().shown();
    }

    @Override
    public String cursor() {
        return String.valueOf(id);
    }

    @Override
    public List<String> databases() {
        return tables.databases().stream().map(StoredTables.Database::name).toList();
    }

    @Override
    public Optional<String> database(String name) {
        String meant = name.isEmpty() || name.equalsIgnoreCase("NetDefaultDB") ? DEFAULT_DATABASE : name;
        return tables.database(meant).map(StoredTables.Database::name);
    }

    /** The catalogue's number of a database; no table has the same. */
    public long databaseId(String name) {
        return tables.database(name)
                .map(StoredTables.Database::id)
                .orElseThrow(() -> Problem.UNKNOWN_DATABASE.here(name));
    }

    @Override
    public List<TableDef> tables(String database) {
        return tables.tables().stream()
                .map(StoredTables.Table::definition)
                .filter(t -> t.database().equals(database))
                .toList();
    }

    @Override
    public TableDef changes(
            String database,
            String table,
            ChangeRange.Kind kind,
            ChangeRange.Bound from,
            ChangeRange.@Nullable Bound to) {
        return catalog.read(connection -> {
            ChangeRange range = new ChangeRanges(connection, id).of(kind, from, to);
            TableDef then = new TableLoader(connection, range.to(), dataPath)
                    .load()
                    .table(database, table)
                    .orElseThrow(() -> Problem.UNKNOWN_TABLE.here(table, database))
                    .definition();
            return then.with(range);
        });
    }

    /** Where the changes lie that a table of {@link #changes} stands for. */
    public ChangedExtents changed(TableDef history) {
        ChangeRange range = Objects.requireNonNull(history.changes());
        return catalog.read(connection -> {
            new ChangeRanges(connection, id).check(range);
            StoredTables.Table then = new TableLoader(connection, range.to(), dataPath)
                    .load()
                    .table(history.id())
                    .orElseThrow();
            return new ChangeLister(connection, then, range).list();
        });
    }

    /** The extents that may hold rows for a request: those whose statistics rule it out are left away unopened. */
    public List<Extent> extents(ScanRequest request) {
        StoredTables.Table table = stored(request.table());
        return catalog.read(connection -> {
            ExtentLister lister = new ExtentLister(connection, id, table);
            return allFiles ? lister.files(request, true) : lister.extents(request);
        });
    }

    /**
     * The extents of several requests for one table, all found at one moment, for those who cannot ask the catalogue later: the
     * rows inside it come along.
     */
    public List<List<Extent>> carried(List<ScanRequest> requests) {
        StoredTables.Table table = stored(requests.get(0).table());
        return catalog.read(connection -> {
            ExtentLister lister = new ExtentLister(connection, id, table);
            InlinedTables tables =
                    new InlinedTables(connection, table.definition().id());
            return requests.stream()
                    .map(request -> lister.extents(request).stream()
                            .map(extent -> carried(
                                    connection, tables, table.definition().id(), extent))
                            .toList())
                    .toList();
        });
    }

    private static Extent carried(CatalogConnection connection, InlinedTables tables, long table, Extent extent) {
        InlinedRows rows = extent.inlined();
        return rows == null
                ? extent
                : tables.all().stream()
                        .filter(t -> t.name().equals(rows.source()))
                        .findFirst()
                        .map(t -> extent.with(
                                rows.with(new InlinedReader(connection, t, table).rows(rows.from() - 1, rows.until()))))
                        .orElseThrow();
    }

    /**
     * What happened after a commit, and until now, to the rows of a table inside the catalogue.
     *
     * @param known commits whose rows the caller has
     * @return empty where some of the rows have moved to a file since the extents were listed, which then must be listed anew
     */
    public Optional<InlinedChanges> inlined(TableDef table, InlinedRows rows, long after, NavigableSet<Long> known) {
        return catalog.read(connection -> {
            InlinedTables tables = new InlinedTables(connection, table.id());
            long head = Store.head(connection).snapshot();
            return tables.all().stream()
                    .filter(t -> t.name().equals(rows.source()))
                    .findFirst()
                    .filter(t -> tables.firstBegin(t)
                            .filter(first -> first == rows.from())
                            .isPresent())
                    .map(t -> {
                        InlinedReader reader = new InlinedReader(connection, t, table.id());
                        return new InlinedChanges(reader.rowsBut(known, after, head), reader.ended(after, head), head);
                    });
        });
    }

    /** No fewer than how many rows of a table lie inside the catalogue, in one of the tables for them there, and since when. */
    public record Waiting(TableDef table, InlinedRows rows, long count, long sinceTicks) {}

    /** The tables with rows inside the catalogue. */
    public List<Waiting> waiting() {
        return catalog.read(connection -> {
            List<Waiting> found = new ArrayList<>();
            for (long tableId :
                    connection.query("SELECT DISTINCT table_id FROM ducklake_inlined_data_tables", r -> r.number(1))) {
                tables.table(tableId).ifPresent(stored -> {
                    InlinedTables inlined = new InlinedTables(connection, tableId);
                    InlinedReader.Times times = new InlinedReader.Times(connection);
                    for (InlinedTables.Inlined there : inlined.all()) {
                        inlined.firstBegin(there)
                                .filter(from -> from <= id)
                                .ifPresent(from -> found.add(new Waiting(
                                        stored.definition(),
                                        there.rows(from, id),
                                        inlined.countAtMost(there, id),
                                        times.of(from))));
                    }
                });
            }
            return found;
        });
    }

    /** The folder in which files for a table belong. */
    public Path location(TableDef table) {
        return Path.of(stored(table).location());
    }

    /** What there is of a table: its files, and the rows of those and inside the catalogue that are not deleted. */
    public Size size(TableDef table) {
        return catalog.read(connection -> {
            Size files = connection
                    .first(
                            "SELECT count(*), coalesce(sum(record_count), 0), coalesce(sum(file_size_bytes), 0)"
                                    + " FROM ducklake_data_file WHERE table_id = ? AND ? >= begin_snapshot"
                                    + " AND (end_snapshot IS NULL OR ? < end_snapshot)",
                            r -> new Size(r.number(1), r.number(2), r.number(3)),
                            table.id(),
                            id,
                            id)
                    .orElseThrow();
            InlinedTables inside = new InlinedTables(connection, table.id());
            long deleted = new ExtentRecords(connection)
                    .deletedRows(table.id(), id).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
            long streamed =
                    inside.all().stream().mapToLong(t -> inside.live(t, id)).sum();
            return new Size(files.extents(), files.rows() - deleted + streamed, files.bytes());
        });
    }

    @Override
    public List<String> views(String database) {
        return catalog.read(connection -> connection.query(
                "SELECT v.view_name FROM ducklake_view v JOIN ducklake_schema s ON s.schema_id = v.schema_id"
                        + " WHERE s.schema_name = ? AND ? >= v.begin_snapshot AND (v.end_snapshot IS NULL OR ? < v.end_snapshot)",
                r -> r.textOrEmpty(1),
                database,
                id,
                id));
    }

    /** What changed the databases and tables up to here. */
    public List<Journal.Entry> journal() {
        return catalog.read(connection -> new Journal(connection).upTo(id));
    }

    /** @param first when the earliest of some extents came in, in ticks; {@code last} likewise */
    public record Span(long first, long last) {}

    /** When the extents of a table came in, empty where it has none. */
    public Optional<Span> created(TableDef table) {
        List<Long> ticks = catalog.read(connection -> connection.query(
                "SELECT s.snapshot_time FROM ducklake_snapshot s WHERE s.snapshot_id IN (SELECT begin_snapshot"
                        + " FROM ducklake_data_file WHERE table_id = ? AND ? >= begin_snapshot"
                        + " AND (end_snapshot IS NULL OR ? < end_snapshot))",
                r -> CatalogTime.ticks(r.textOrEmpty(1)),
                table.id(),
                id,
                id));
        return ticks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Span(Collections.min(ticks), Collections.max(ticks)));
    }

    /**
     * The numbers of the extents whose rows can be put into one file of their partition without a difference to any snapshot: no row of
     * them was ever deleted, and no column changed since they came in that a snapshot still shows otherwise.
     */
    public List<Long> mergeable(TableDef table) {
        return catalog.read(connection -> {
            String inlined = "ducklake_inlined_delete_" + table.id();
            return connection.query(
                    "SELECT f.data_file_id FROM ducklake_data_file f WHERE f.table_id = ? AND f.end_snapshot IS NULL"
                            + " AND f.begin_snapshot <= ? AND f.mapping_id IS NULL"
                            + " AND NOT EXISTS (SELECT 1 FROM ducklake_delete_file d WHERE d.data_file_id = f.data_file_id)"
                            + (connection.hasTable(inlined)
                                    ? " AND f.data_file_id NOT IN (SELECT file_id FROM " + inlined + ")"
                                    : "")
                            + " AND f.begin_snapshot >= coalesce((SELECT max(c.end_snapshot) FROM ducklake_column c"
                            + " WHERE c.table_id = f.table_id AND EXISTS (SELECT 1 FROM ducklake_snapshot s"
                            + " WHERE s.snapshot_id >= c.begin_snapshot AND s.snapshot_id < c.end_snapshot)), 0)"
                            + " ORDER BY f.data_file_id",
                    r -> r.number(1),
                    table.id(),
                    id);
        });
    }

    /** What the catalogue knows of the data files of a table, in their order. */
    public List<ExtentDetails> details(TableDef table) {
        StoredTables.Table known = stored(table);
        return catalog.read(connection -> new ExtentRecords(connection).details(known, id));
    }

    private StoredTables.Table stored(TableDef table) {
        return tables.table(table.id())
                .orElseThrow(() -> Problem.BUG.here("table " + table.name() + " is not of this snapshot"));
    }
}
