package dev.kelp.store;

import dev.kelp.store.CatalogConnection.Row;
import dev.kelp.tables.ChangeRange;
import dev.kelp.tables.ChangedExtents;
import dev.kelp.tables.ChangedExtents.ChangedFile;
import dev.kelp.tables.ChangedExtents.Deleted;
import dev.kelp.tables.Extent;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds where the changes of a table lie (DL 15), in one transaction. */
final class ChangeLister {
    private final CatalogConnection connection;
    private final StoredTables.Table table;
    private final long tableId;
    private final long from;
    private final long to;

    /** @param table as the end of the range shows it */
    ChangeLister(CatalogConnection connection, StoredTables.Table table, ChangeRange range) {
        this.connection = connection;
        this.table = table;
        this.tableId = table.definition().id();
        this.from = range.from();
        this.to = range.to();
    }

    ChangedExtents list() {
        Map<Long, Deletions> deletions = deletions();
        FileForms forms = new FileForms(connection, table, to);
        Set<Long> begun = new HashSet<>();
        Set<Long> ended = new HashSet<>();
        List<ChangedFile> files = new ArrayList<>();
        connection.query(
                "SELECT data_file_id, path, path_is_relative, record_count, file_size_bytes, file_format, mapping_id,"
                        + " partial_max, begin_snapshot, end_snapshot, row_id_start FROM ducklake_data_file"
                        + " WHERE table_id = ? AND begin_snapshot <= ? AND (end_snapshot IS NULL OR end_snapshot >= ?)"
                        + " ORDER BY data_file_id",
                row -> {
                    Deletions deleted = deletions.getOrDefault(row.number(1), new Deletions());
                    Long end = row.numberOrNull(10);
                    boolean ends = end != null && end <= to;
                    Long mixed = row.numberOrNull(8);
                    boolean came = row.number(9) >= from || mixed != null && mixed >= from;
                    if (!came && !ends && deleted.within.isEmpty()) {
                        return false;
                    }
                    begun.add(row.number(9));
                    if (ends) {
                        ended.add(end);
                    }
                    return files.add(new ChangedFile(
                            extent(row, mixed, forms),
                            row.numberOrNull(11) == null ? 0 : row.number(11),
                            ends ? end : -1,
                            deleted.before,
                            deleted.within));
                },
                tableId,
                to,
                from);
        begun.retainAll(ended);
        begun.removeIf(this::inserts);
        return new ChangedExtents(files, inlined(forms), begun);
    }

    private List<Extent> inlined(FileForms forms) {
        return new InlinedTables(connection, tableId)
                .extents(to).stream().map(e -> e.in(forms.inlined(-e.id()))).toList();
    }

    private Extent extent(Row row, @Nullable Long mixed, FileForms forms) {
        if (!row.textOrEmpty(6).equalsIgnoreCase("parquet")) {
            throw Problem.NOT_SUPPORTED.here(
                    "Table '" + table.definition().name() + "' with files in another format than Parquet");
        }
        return new Extent(
                row.number(1),
                table.path(row.textOrEmpty(2), row.flag(3)),
                row.number(4),
                row.number(5),
                Map.of(),
                "",
                List.of(),
                new Extent.Arrival(row.number(9), 0),
                // Files that were written again say of their rows when they first came in; here counts when the files
                // did.
                new Extent.Mixture(mixed != null, false, false, to),
                null,
                forms.of(row.textOrEmpty(2), row.number(9), row.numberOrNull(7)));
    }

    /** Whether a commit added rows, so that those which also went by it were updated. */
    private boolean inserts(long snapshot) {
        ChangesMade made = ChangesMade.between(connection, snapshot - 1, snapshot);
        Set<ChangeKind> kinds = made.byTable().getOrDefault(tableId, Set.of());
        return !made.complete()
                || kinds.contains(ChangeKind.INSERTED_INTO_TABLE)
                || kinds.contains(ChangeKind.INLINED_INSERT);
    }

    private static final class Deletions {
        private final List<Deleted> before = new ArrayList<>();
        private final List<Deleted> within = new ArrayList<>();
    }

    /** By number of the data file. */
    private Map<Long, Deletions> deletions() {
        Map<Long, Deletions> found = new HashMap<>();
        connection.query(
                "SELECT data_file_id, path, path_is_relative, format, begin_snapshot, end_snapshot, partial_max"
                        + " FROM ducklake_delete_file WHERE table_id = ? AND begin_snapshot <= ? ORDER BY begin_snapshot",
                row -> {
                    add(row, found.computeIfAbsent(row.number(1), id -> new Deletions()));
                    return true;
                },
                tableId,
                to);
        String inlined = "ducklake_inlined_delete_" + tableId;
        if (connection.hasTable(inlined)) {
            Map<Long, Map<Long, List<Long>>> positions = new TreeMap<>();
            connection.query(
                    "SELECT file_id, row_id, begin_snapshot FROM " + inlined + " WHERE begin_snapshot <= ?",
                    row -> positions
                            .computeIfAbsent(row.number(1), id -> new TreeMap<>())
                            .computeIfAbsent(row.number(3), commit -> new ArrayList<>())
                            .add(row.number(2)),
                    to);
            positions.forEach((file, commits) -> commits.forEach((commit, of) -> {
                Deletions deletions = found.computeIfAbsent(file, id -> new Deletions());
                (commit < from ? deletions.before : deletions.within).add(new Deleted("", of, commit, false));
            }));
        }
        return found;
    }

    private void add(Row row, Deletions to) {
        String path = table.path(row.textOrEmpty(2), row.flag(3));
        String format = row.textOrEmpty(4);
        long begin = row.number(5);
        long end = row.numberOrNull(6) == null ? Long.MAX_VALUE : row.number(6);
        // Of those that were all deleted by one commit, only what the commit before the range sees counts as before it.
        boolean seenBefore = begin < from && end >= from;
        if (format.equalsIgnoreCase("puffin")) {
            if (seenBefore) {
                to.before.add(new Deleted("", DeletionVector.positions(Path.of(path), from - 1), from - 1, false));
            }
            for (long commit = Math.max(begin, from); commit <= Math.min(this.to, end - 1); commit++) {
                List<Long> positions = DeletionVector.positions(Path.of(path), commit);
                if (!positions.isEmpty()) {
                    to.within.add(new Deleted("", positions, commit, false));
                }
            }
        } else if (!format.equalsIgnoreCase("parquet")) {
            throw Problem.NOT_SUPPORTED.here(
                    "Table '" + table.definition().name() + "' with deletions in the format '" + format + "'");
        } else if (row.numberOrNull(7) != null) {
            if (begin < from) {
                to.before.add(new Deleted(path, List.of(), from - 1, true));
            }
            if (row.number(7) >= from) {
                to.within.add(new Deleted(path, List.of(), this.to, true));
            }
        } else if (begin >= from) {
            to.within.add(new Deleted(path, List.of(), begin, false));
        } else if (seenBefore) {
            to.before.add(new Deleted(path, List.of(), begin, false));
        }
    }
}
