package dev.kelp.store;

import static dev.kelp.store.ChangeKind.ALTERED_TABLE;
import static dev.kelp.store.ChangeKind.DELETED_FROM_TABLE;
import static dev.kelp.store.ChangeKind.DROPPED_TABLE;
import static dev.kelp.store.ChangeKind.INLINED_DELETE;
import static dev.kelp.store.ChangeKind.INLINED_INSERT;
import static dev.kelp.store.ChangeKind.INLINE_FLUSH;
import static dev.kelp.store.ChangeKind.INSERTED_INTO_TABLE;
import static dev.kelp.store.ChangeKind.MERGE_ADJACENT;
import static dev.kelp.store.ChangeKind.REWRITE_DELETE;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Decides whether a commit may follow those that came in between since it was planned: the format's matrix of conflicts, for one
 * transaction that has claimed its snapshot.
 *
 * <p>It differs from the matrix where Kelp plans again inside the transaction: rows to be added go to the table as it is then,
 * whoever deleted others meanwhile, and what is deleted is named by files and positions, whatever came in meanwhile. It is stricter
 * where deletions of file rows meet others that wait inside the catalogue: both may mean one row.
 */
final class Conflicts {
    /** What others may not have done to the same table meanwhile, by what a commit does. */
    private static final Map<ChangeKind, Set<ChangeKind>> MATRIX = Map.of(
            INSERTED_INTO_TABLE, EnumSet.of(DROPPED_TABLE),
            INLINED_INSERT, EnumSet.of(DROPPED_TABLE),
            DELETED_FROM_TABLE,
                    EnumSet.of(DROPPED_TABLE, ALTERED_TABLE, INLINED_DELETE, MERGE_ADJACENT, REWRITE_DELETE),
            INLINED_DELETE,
                    EnumSet.of(
                            DROPPED_TABLE, ALTERED_TABLE, INLINED_DELETE, INLINE_FLUSH, MERGE_ADJACENT, REWRITE_DELETE),
            INLINE_FLUSH, EnumSet.of(DROPPED_TABLE, ALTERED_TABLE, INLINED_DELETE, INLINE_FLUSH),
            MERGE_ADJACENT,
                    EnumSet.of(DROPPED_TABLE, DELETED_FROM_TABLE, INLINED_DELETE, MERGE_ADJACENT, REWRITE_DELETE),
            REWRITE_DELETE,
                    EnumSet.of(DROPPED_TABLE, DELETED_FROM_TABLE, INLINED_DELETE, MERGE_ADJACENT, REWRITE_DELETE),
            ALTERED_TABLE, EnumSet.of(DROPPED_TABLE, ALTERED_TABLE),
            DROPPED_TABLE, EnumSet.of(DROPPED_TABLE));

    /** What changes the rows that were there, or where they lie. */
    private static final Set<ChangeKind> REPLACED =
            EnumSet.of(DELETED_FROM_TABLE, INLINED_DELETE, INLINE_FLUSH, MERGE_ADJACENT, REWRITE_DELETE);

    private static final Set<ChangeKind> ROWS =
            EnumSet.of(INSERTED_INTO_TABLE, INLINED_INSERT, DELETED_FROM_TABLE, INLINED_DELETE);

    private final CatalogConnection connection;
    private final long base;
    private final ChangesMade theirs;

    /**
     * @param base the snapshot on which the commit was planned
     * @param head the last one before the commit's own
     */
    Conflicts(CatalogConnection connection, long base, long head) {
        this.connection = connection;
        this.base = base;
        this.theirs = ChangesMade.between(connection, base, head);
    }

    /**
     * Refuses a change of a table that isn't compatible with what others did to it.
     *
     * @throws KqlException {@link Problem#CONFLICT}
     */
    void check(ChangeKind mine, long table) {
        refuse(MATRIX.getOrDefault(mine, Set.of()), table);
    }

    /** Refuses to take the rows of the commit's base away where others have deleted some of them or put them elsewhere. */
    void checkReplaced(long table) {
        refuse(REPLACED, table);
    }

    /** Refuses to take a table away where it holds or lacks rows that the commit's base did not. */
    void checkRows(long table) {
        refuse(ROWS, table);
    }

    private void refuse(Set<ChangeKind> forbidden, long table) {
        Set<ChangeKind> between = theirs.byTable().getOrDefault(table, Set.of());
        String met = forbidden.stream()
                .filter(between::contains)
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        if (!met.isEmpty() || (!theirs.complete() && !forbidden.isEmpty())) {
            throw refusal(table, met.isEmpty() ? "commits that are no longer known" : met);
        }
    }

    /** Refuses deletions in data files that others deleted from, or ended, meanwhile. */
    void checkFiles(long table, Collection<Long> dataFiles) {
        Set<Long> touched = new TreeSet<>(connection.query(
                "SELECT data_file_id FROM ducklake_delete_file WHERE table_id = ? AND begin_snapshot > ?"
                        + " UNION SELECT data_file_id FROM ducklake_data_file WHERE table_id = ? AND end_snapshot > ?",
                row -> row.number(1),
                table,
                base,
                table,
                base));
        touched.retainAll(Set.copyOf(dataFiles));
        if (!touched.isEmpty()) {
            throw refusal(table, "deleted_from_table in the same files");
        }
    }

    private KqlException refusal(long table, String what) {
        String name = connection
                .first("SELECT table_name FROM ducklake_table WHERE table_id = ?", r -> r.textOrEmpty(1), table)
                .orElse(String.valueOf(table));
        return Problem.CONFLICT
                .here("Others changed table '" + name + "' (" + what + ") after snapshot " + base
                        + ", on which this change was planned.")
                .hint("Run it again.");
    }
}
