package dev.kelp.store;

import dev.kelp.store.CatalogConnection.Row;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.ColumnStats;
import dev.kelp.tables.Extent;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.Storage;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the extents of a table at a snapshot, with the statistics a scan needs. */
final class ExtentLister {
    /** So many files are named one by one; of more all statistics are read. */
    private static final int FEW = 500;

    private final CatalogConnection connection;
    private final long snapshot;
    private final StoredTables.Table table;
    private final long tableId;

    ExtentLister(CatalogConnection connection, long snapshot, StoredTables.Table table) {
        this.connection = connection;
        this.snapshot = snapshot;
        this.table = table;
        this.tableId = table.definition().id();
    }

    List<Extent> extents(ScanRequest request) {
        List<Extent> extents = files(request, false);
        FileForms forms = new FileForms(connection, table, snapshot);
        for (Extent extent : new InlinedTables(connection, tableId).extents(snapshot)) {
            if (mayPass(extent, request.predicates())) {
                extents.add(extent.in(forms.inlined(-extent.id())));
            }
        }
        return extents;
    }

    /** @param all whether files that have ended are listed too, and rows that are deleted seen */
    List<Extent> files(ScanRequest request, boolean all) {
        List<Extent> candidates = candidates(request, all);
        Map<Long, Map<Long, ColumnStats>> stats = stats(interesting(request), candidates);
        PartitionBounds.add(connection, table.definition(), request, candidates, stats);
        List<Extent> extents = new ArrayList<>();
        for (Extent candidate : candidates) {
            Extent extent = candidate.with(stats.getOrDefault(candidate.id(), Map.of()));
            if (mayPass(extent, request.predicates())) {
                extents.add(extent);
            }
        }
        return extents;
    }

    /** The files that the database itself doesn't rule out, without statistics. */
    private List<Extent> candidates(ScanRequest request, boolean all) {
        Map<Long, List<Long>> inlinedDeletes = all ? Map.of() : inlinedDeletes();
        Map<Long, ExtentRecords.Known> known =
                asksForArrival(request) ? new ExtentRecords(connection).all(tableId) : Map.of();
        FileForms forms = new FileForms(connection, table, snapshot);
        BoundsSql bounds = new BoundsSql(connection.dialect(), tableId, request.predicates());
        List<@Nullable Object> arguments =
                new ArrayList<>(List.of(tableId, snapshot, snapshot, tableId, snapshot, snapshot));
        arguments.addAll(bounds.arguments());
        return connection.query(
                "SELECT f.data_file_id, f.path, f.path_is_relative, f.record_count, f.file_size_bytes, f.file_format,"
                        + " f.mapping_id, f.partial_max, d.path, d.path_is_relative, d.format, d.partial_max,"
                        + " f.begin_snapshot, s.snapshot_time FROM ducklake_data_file f"
                        + " LEFT JOIN ducklake_snapshot s ON s.snapshot_id = f.begin_snapshot LEFT JOIN (SELECT * FROM ducklake_delete_file WHERE table_id = ?"
                        + " AND ? >= begin_snapshot AND (end_snapshot IS NULL OR ? < end_snapshot)"
                        + (all ? " AND 1 = 0" : "") + ") d ON d.data_file_id = f.data_file_id"
                        + " WHERE f.table_id = ? AND ? >= f.begin_snapshot AND (f.end_snapshot IS NULL OR ? < f.end_snapshot"
                        + (all ? " OR 1 = 1)" : ")")
                        + bounds.sql() + " ORDER BY f.data_file_id",
                row -> extent(row, inlinedDeletes, known, forms),
                arguments.toArray());
    }

    /** Most scans don't, and need no look at those rows. */
    private static boolean asksForArrival(ScanRequest request) {
        return Stream.concat(
                        request.columns().stream(),
                        request.predicates().stream().map(ColumnPredicate::column))
                .anyMatch(OriginColumn::is);
    }

    private static boolean mayPass(Extent extent, List<ColumnPredicate> predicates) {
        return predicates.stream().allMatch(p -> {
            if (OriginColumn.is(p.column())) {
                return extent.isMixed() || OriginBounds.mayPass(p, extent.arrival());
            }
            ColumnStats stats = extent.columns().get(p.column().id());
            return stats == null || Bounds.mayPass(p, stats);
        });
    }

    private Extent extent(
            Row row, Map<Long, List<Long>> inlinedDeletes, Map<Long, ExtentRecords.Known> known, FileForms forms) {
        long id = row.number(1);
        if (!row.textOrEmpty(6).equalsIgnoreCase("parquet")) {
            throw refusal("files in another format than Parquet");
        }
        Long mixed = row.numberOrNull(8);
        Long mixedDeletes = row.numberOrNull(12);
        String deleteFile = "";
        Extent.Vector vector = null;
        List<Long> deletedRows = inlinedDeletes.getOrDefault(id, List.of());
        if (row.text(9) != null) {
            String format = row.textOrEmpty(11).toLowerCase(Locale.ROOT);
            if (format.equals("puffin")) {
                String path = path(row.textOrEmpty(9), row.flag(10));
                vector = new Extent.Vector(path, DeletionVector.positions(Path.of(path), snapshot));
            } else if (!format.equals("parquet")) {
                throw refusal("deletions in the format '" + format + "'");
            } else {
                deleteFile = path(row.textOrEmpty(9), row.flag(10));
            }
        }
        return new Extent(
                id,
                path(row.textOrEmpty(2), row.flag(3)),
                row.number(4),
                row.number(5),
                Map.of(),
                deleteFile,
                deletedRows,
                arrival(row, known.get(id)),
                new Extent.Mixture(
                        mixed != null || row.textOrEmpty(2).contains(Extent.LINEAGE),
                        mixed != null && mixed > snapshot,
                        mixedDeletes != null && mixedDeletes > snapshot,
                        snapshot),
                null,
                forms.of(row.textOrEmpty(2), row.number(13), row.numberOrNull(7)),
                vector);
    }

    private static Extent.Arrival arrival(Row row, ExtentRecords.@Nullable Known known) {
        long snapshot = row.number(13);
        return known == null
                ? new Extent.Arrival(snapshot, CatalogTime.ticks(row.textOrEmpty(14)))
                : new Extent.Arrival(snapshot, known.ingested(), known.created(), known.tags());
    }

    private String path(String path, boolean relative) {
        return relative ? table.location() + path : path;
    }

    /** Columns with predicates to prune by, strings that may be null, and remainders. */
    private static Set<Long> interesting(ScanRequest request) {
        Set<Long> ids = new TreeSet<>();
        request.predicates().stream()
                .filter(p -> !OriginColumn.is(p.column()))
                .forEach(p -> interesting(p.column(), true, ids));
        request.columns().forEach(c -> interesting(c, c.type() == KqlType.STRING, ids));
        return ids;
    }

    private static void interesting(ColumnDef column, boolean itself, Set<Long> ids) {
        if (itself) {
            ids.add(column.id());
        }
        Storage.Remainder remainder = column.storage().remainder();
        if (remainder != null) {
            ids.add(remainder.id());
        }
    }

    private Map<Long, Map<Long, ColumnStats>> stats(Set<Long> columns, List<Extent> files) {
        Map<Long, Map<Long, ColumnStats>> found = new HashMap<>();
        if (columns.isEmpty() || files.isEmpty()) {
            return found;
        }
        String some = files.size() > FEW
                ? ""
                : files.stream()
                        .map(f -> String.valueOf(f.id()))
                        .collect(Collectors.joining(", ", " AND data_file_id IN (", ")"));
        connection.query(
                "SELECT data_file_id, column_id, column_size_bytes, value_count, null_count, min_value, max_value,"
                        + " contains_nan FROM ducklake_file_column_stats WHERE table_id = ? AND column_id IN ("
                        + columns.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")" + some,
                row -> found.computeIfAbsent(row.number(1), id -> new HashMap<>())
                        .put(row.number(2), stats(row)),
                tableId);
        return found;
    }

    private static ColumnStats stats(Row row) {
        Long values = row.numberOrNull(4);
        Long nulls = row.numberOrNull(5);
        return new ColumnStats(
                row.number(3),
                values == null ? -1 : values,
                nulls == null ? -1 : nulls,
                row.text(6),
                row.text(7),
                row.text(8) == null ? null : row.flag(8));
    }

    /** Positions in files, written by other clients for deletions of few rows. */
    private Map<Long, List<Long>> inlinedDeletes() {
        Map<Long, List<Long>> found = new HashMap<>();
        String name = "ducklake_inlined_delete_" + tableId;
        if (connection.hasTable(name)) {
            connection.query(
                    "SELECT file_id, row_id FROM " + name + " WHERE begin_snapshot <= ?",
                    row -> found.computeIfAbsent(row.number(1), id -> new ArrayList<>())
                            .add(row.number(2)),
                    snapshot);
        }
        return found;
    }

    private KqlException refusal(String what) {
        return Problem.NOT_SUPPORTED.here("Table '" + table.definition().name() + "' with " + what);
    }
}
