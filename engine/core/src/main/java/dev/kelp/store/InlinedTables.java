package dev.kelp.store;

import dev.kelp.tables.Extent;
import dev.kelp.tables.InlinedBatch;
import dev.kelp.tables.InlinedRows;
import dev.kelp.text.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables inside a catalogue that hold rows of one table. Each has three columns of the system's (row id, begin, end; their names
 * differ between versions of the format) and then those the table had at the schema version in its name.
 */
final class InlinedTables {
    static final int SYSTEM_COLUMNS = 3;

    /** Names that the format has in every such table, so that no column of a user's can have them; from 1.1 on with a prefix. */
    private static final List<String> SYSTEM = List.of("row_id", "begin_snapshot", "end_snapshot");

    private static final String SYSTEM_PREFIX = "_ducklake_";

    /** PostgreSQL cuts longer names off, in bytes. */
    private static final int LONGEST_NAME = 63;

    private static final Set<String> NOT_INLINED = Set.of("variant", "geometry");

    private static final List<String> ROW_NUMBERS = List.of("rowid", "_rowid_", "oid");

    private final CatalogConnection connection;
    private final long table;

    /**
     * @param rowId the name of the first column, quoted; the others likewise
     * @param columns those of the table
     */
    record Inlined(
            String name, long schemaVersion, String rowId, String begin, String end, List<InlinedColumn> columns) {
        String quoted() {
            return Names.quoted(name);
        }

        List<Long> ids() {
            return columns.stream().map(InlinedColumn::id).toList();
        }

        /** What a snapshot sees of it. */
        InlinedRows rows(long from, long snapshot) {
            List<String> types = columns.stream().map(InlinedColumn::duckDbType).toList();
            return new InlinedRows(name, ids(), types, from, snapshot, null);
        }
    }

    InlinedTables(CatalogConnection connection, long table) {
        this.connection = connection;
        this.table = table;
    }

    /** An extent for each that has rows a snapshot may see. */
    List<Extent> extents(long snapshot) {
        List<Extent> extents = new ArrayList<>();
        for (Inlined inlined : all()) {
            firstBegin(inlined).filter(from -> from <= snapshot).ifPresent(from -> {
                InlinedRows rows = inlined.rows(from, snapshot);
                extents.add(new Extent(
                        -inlined.schemaVersion(),
                        "",
                        0,
                        0,
                        Map.of(),
                        "",
                        List.of(),
                        new Extent.Arrival(from, 0),
                        Extent.Mixture.NONE,
                        rows));
            });
        }
        return extents;
    }

    /** The earliest commit that rows are left of. */
    Optional<Long> firstBegin(Inlined inlined) {
        return connection
                .query(
                        "SELECT min(" + inlined.begin() + ") FROM " + inlined.quoted(),
                        r -> Optional.ofNullable(r.numberOrNull(1)))
                .get(0);
    }

    /** The rows that came in until a commit. */
    long count(Inlined inlined, long until) {
        return connection
                .query(
                        "SELECT count(*) FROM " + inlined.quoted() + " WHERE " + inlined.begin() + " <= ?",
                        r -> r.number(1),
                        until)
                .get(0);
    }

    /** The rows that a snapshot sees. */
    long live(Inlined inlined, long snapshot) {
        return connection
                .query(
                        "SELECT count(*) FROM " + inlined.quoted() + " WHERE " + inlined.begin() + " <= ? AND ("
                                + inlined.end() + " IS NULL OR " + inlined.end() + " > ?)",
                        r -> r.number(1),
                        snapshot,
                        snapshot)
                .get(0);
    }

    /** No fewer rows than there are, found without counting them where the database can. */
    long countAtMost(Inlined inlined, long until) {
        // A column of a user's may hide one name of SQLite's own number of a row.
        Optional<String> number = connection.dialect() == CatalogDialect.SQLITE
                ? ROW_NUMBERS.stream()
                        .filter(name -> inlined.columns().stream()
                                .noneMatch(c -> c.name().equalsIgnoreCase(name)))
                        .findFirst()
                : Optional.empty();
        return number.isEmpty()
                ? count(inlined, until)
                : connection
                        .query(
                                "SELECT (SELECT max(" + number.get() + ") FROM " + inlined.quoted() + "), (SELECT min("
                                        + number.get() + ") FROM " + inlined.quoted() + ")",
                                r -> r.text(1) == null ? 0 : r.number(1) - r.number(2) + 1)
                        .get(0);
    }

    /**
     * Ends all rows that are there.
     *
     * @param base the last commit whose rows are meant
     */
    boolean end(long snapshot, long base) {
        int ended = 0;
        for (Inlined inlined : all()) {
            ended += connection.update(
                    "UPDATE " + inlined.quoted() + " SET " + inlined.end() + " = ? WHERE " + inlined.end()
                            + " IS NULL AND " + inlined.begin() + " <= ?",
                    snapshot,
                    base);
        }
        return ended > 0;
    }

    /** Ends these rows; answers how many were still there. */
    int end(long snapshot, Collection<Long> rowIds) {
        int ended = 0;
        String ids = rowIds.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
        for (Inlined inlined : all()) {
            ended += connection.update(
                    "UPDATE " + inlined.quoted() + " SET " + inlined.end() + " = ? WHERE " + inlined.end()
                            + " IS NULL AND " + inlined.rowId() + " IN " + ids,
                    snapshot);
        }
        return ended;
    }

    boolean isEmpty() {
        return connection
                .first("SELECT 1 FROM ducklake_inlined_data_tables WHERE table_id = ?", r -> 1, table)
                .isEmpty();
    }

    /** The one that rows are added to, empty where there is none with the columns that the table has now. */
    Optional<Inlined> current() {
        Long version = connection
                .query(
                        "SELECT max(schema_version) FROM ducklake_schema_versions WHERE table_id = ?",
                        r -> Optional.ofNullable(r.numberOrNull(1)),
                        table)
                .get(0)
                .orElse(null);
        return version == null
                ? Optional.empty()
                : all().stream()
                        .filter(t -> t.schemaVersion() >= version)
                        .max(Comparator.comparingLong(Inlined::schemaVersion));
    }

    /** Whether rows of such columns can be inside the catalogue. */
    private boolean canHold(List<InlinedColumn> columns, List<String> system) {
        boolean cuts = connection.dialect() == CatalogDialect.POSTGRES;
        return columns.stream()
                .noneMatch(c -> system.contains(c.name().toLowerCase(Locale.ROOT))
                        || NOT_INLINED.contains(c.type())
                        || (cuts && c.name().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME));
    }

    private List<String> systemColumns() {
        String prefix = CatalogLayout.global(connection, "version").equals("1.0") ? "" : SYSTEM_PREFIX;
        return SYSTEM.stream().map(name -> prefix + name).toList();
    }

    /** Makes the one for the columns that the table has now. Earlier ones whose rows have all gone to files go. */
    void create(long schemaVersion) {
        all().stream().filter(earlier -> firstBegin(earlier).isEmpty()).forEach(this::drop);
        List<InlinedColumn> columns = connection.query(
                "SELECT column_id, column_name, column_type FROM ducklake_column WHERE table_id = ? AND end_snapshot IS NULL"
                        + " AND parent_column IS NULL ORDER BY column_order, column_id",
                r -> new InlinedColumn(
                        r.number(1), r.textOrEmpty(2), r.textOrEmpty(3).toLowerCase(Locale.ROOT)),
                table);
        List<String> system = systemColumns();
        if (!canHold(columns, system)) {
            return;
        }
        String name = "ducklake_inlined_data_" + table + "_" + schemaVersion;
        StringBuilder sql = new StringBuilder("CREATE TABLE " + name + "(");
        sql.append(system.stream().map(column -> column + " BIGINT").collect(Collectors.joining(", ")));
        columns.forEach(c ->
                sql.append(", ").append(Names.quoted(c.name())).append(' ').append(c.sqlType(connection.dialect())));
        connection.update(sql.append(")").toString());
        // Readers ask for what came after a commit, and for what was ended after it.
        connection.update(
                "CREATE INDEX kelp_inlined_" + table + "_" + schemaVersion + " ON " + name + "(" + system.get(1) + ")");
        connection.update("CREATE INDEX kelp_ended_" + table + "_" + schemaVersion + " ON " + name + "(" + system.get(2)
                + ") WHERE " + system.get(2) + " IS NOT NULL");
        connection.update(
                "INSERT INTO ducklake_inlined_data_tables(table_id, table_name, schema_version) VALUES (?, ?, ?)",
                table,
                name,
                schemaVersion);
    }

    void drop(Inlined inlined) {
        connection.update("DROP TABLE " + inlined.quoted());
        connection.update("DELETE FROM ducklake_inlined_data_tables WHERE table_name = ?", inlined.name());
    }

    /** Adds rows; columns that they lack are null. */
    static void insert(CatalogConnection connection, Inlined into, InlinedBatch batch, long firstRowId, long snapshot) {
        List<String> names = new ArrayList<>(List.of(into.rowId(), into.begin()));
        List<Integer> positions = new ArrayList<>();
        List<InlinedColumn> filled = new ArrayList<>();
        for (InlinedColumn column : into.columns()) {
            int position = batch.columns().indexOf(column.id());
            if (position >= 0) {
                names.add(Names.quoted(column.name()));
                positions.add(position);
                filled.add(column);
            }
        }
        CatalogDialect dialect = connection.dialect();
        connection.insert(
                into.quoted(),
                names,
                batch.rows(),
                (row, column) -> column == 0
                        ? Long.valueOf(firstRowId + row)
                        : column == 1
                                ? Long.valueOf(snapshot)
                                : filled.get(column - 2).bound(dialect, batch.cells()[positions.get(column - 2)][row]));
    }

    List<Inlined> all() {
        List<Inlined> found = new ArrayList<>();
        connection
                .query(
                        "SELECT table_name, schema_version FROM ducklake_inlined_data_tables WHERE table_id = ?",
                        r -> Map.entry(r.textOrEmpty(1), r.number(2)),
                        table)
                .forEach(entry -> inlined(entry.getKey(), entry.getValue()).ifPresent(found::add));
        return found;
    }

    /** The commit from which on a table has the columns of a schema version. Clients don't note versions without a change of them. */
    static long began(CatalogConnection connection, long table, long schemaVersion) {
        return connection
                .query(
                        "SELECT max(begin_snapshot) FROM ducklake_schema_versions WHERE table_id = ? AND schema_version <= ?",
                        r -> Optional.ofNullable(r.numberOrNull(1)).orElse(-1L),
                        table,
                        schemaVersion)
                .get(0);
    }

    private Optional<Inlined> inlined(String name, long schemaVersion) {
        List<String> columns = connection.columns(name);
        if (columns.size() < SYSTEM_COLUMNS) {
            return Optional.empty();
        }
        Map<String, InlinedColumn> byName = new HashMap<>();
        long began = began(connection, table, schemaVersion);
        connection.query(
                "SELECT column_name, column_id, column_type FROM ducklake_column WHERE table_id = ? AND parent_column IS NULL"
                        + " AND ? >= begin_snapshot AND (end_snapshot IS NULL OR ? < end_snapshot)",
                r -> byName.put(
                        r.textOrEmpty(1),
                        new InlinedColumn(
                                r.number(2), r.textOrEmpty(1), r.textOrEmpty(3).toLowerCase(Locale.ROOT))),
                table,
                began,
                began);
        List<InlinedColumn> held = new ArrayList<>();
        for (String column : columns.subList(SYSTEM_COLUMNS, columns.size())) {
            InlinedColumn known = byName.get(column);
            if (known == null) {
                throw Problem.NOT_SUPPORTED.here(
                        "A column of rows inside the catalogue that the catalogue doesn't explain, " + column + ",");
            }
            held.add(known);
        }
        return Optional.of(new Inlined(
                name,
                schemaVersion,
                Names.quoted(columns.get(0)),
                Names.quoted(columns.get(1)),
                Names.quoted(columns.get(2)),
                held));
    }
}
