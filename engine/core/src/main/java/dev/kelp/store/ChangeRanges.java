package dev.kelp.store;

import dev.kelp.tables.ChangeRange;
import dev.kelp.tables.ChangeRange.Bound;
import dev.kelp.text.Problem;
import dev.kelp.types.Ticks;
import org.jspecify.annotations.Nullable;

/** Ranges of commits whose changes are all known still. */
final class ChangeRanges {
    private final CatalogConnection connection;
    private final long newest;

    /** @param newest the last commit that counts */
    ChangeRanges(CatalogConnection connection, long newest) {
        this.connection = connection;
        this.newest = newest;
    }

    /** @param to the newest commit for none */
    ChangeRange of(ChangeRange.Kind kind, Bound from, @Nullable Bound to) {
        long first = from.isTime() ? firstSince(from.value()) : from.value();
        long last = to == null ? newest : to.isTime() ? lastUntil(to.value()) : to.value();
        if (first < 0 || last > newest) {
            throw Problem.SEMANTIC.here(
                    "The tables have snapshots up to " + newest + ", not from " + first + " to " + last + ".");
        }
        if (first > last) {
            throw Problem.SEMANTIC
                    .here("No snapshot lies between the ends of the range: it goes from " + first + " to " + last + ".")
                    .hint("Both ends are part of it; the first must not be younger than the last.");
        }
        ChangeRange range = new ChangeRange(first, last, kind);
        check(range);
        return range;
    }

    /**
     * Refuses a range of which some commits are forgotten: with them may have gone files whose rows they alone saw. The commit before
     * it must be known, too, to tell what was deleted by the first.
     */
    void check(ChangeRange range) {
        long before = Math.max(0, range.from() - 1);
        long there = connection
                .first(
                        "SELECT count(*) FROM ducklake_snapshot WHERE snapshot_id BETWEEN ? AND ?",
                        r -> r.number(1),
                        before,
                        range.to())
                .orElse(0L);
        if (there != range.to() - before + 1) {
            long oldest = connection
                    .first(
                            "SELECT min(snapshot_id) FROM ducklake_snapshot s WHERE NOT EXISTS (SELECT 1 FROM"
                                    + " (SELECT snapshot_id, lag(snapshot_id) OVER (ORDER BY snapshot_id) AS previous"
                                    + " FROM ducklake_snapshot) g WHERE g.previous IS NOT NULL"
                                    + " AND g.snapshot_id > g.previous + 1 AND g.snapshot_id > s.snapshot_id)",
                            r -> r.number(1))
                    .orElse(newest);
            throw Problem.RUNTIME
                    .here("Changes from snapshot " + range.from() + " to " + range.to()
                            + " are no longer all known: snapshots have expired.")
                    .hint("All are known from snapshot " + (oldest + 1) + " on.");
        }
    }

    private long firstSince(long ticks) {
        long[] first = {newest + 1};
        connection.query(
                "SELECT snapshot_id, snapshot_time FROM ducklake_snapshot WHERE snapshot_id <= ? ORDER BY snapshot_id DESC",
                row -> CatalogTime.ticks(row.textOrEmpty(2)) >= ticks ? first[0] = row.number(1) : first[0],
                newest);
        if (first[0] > newest) {
            throw Problem.SEMANTIC.here("The tables have no snapshot since " + Ticks.format(ticks) + ".");
        }
        return first[0];
    }

    private long lastUntil(long ticks) {
        long[] last = {-1};
        connection.query(
                "SELECT snapshot_id, snapshot_time FROM ducklake_snapshot WHERE snapshot_id <= ? ORDER BY snapshot_id",
                row -> CatalogTime.ticks(row.textOrEmpty(2)) <= ticks ? last[0] = row.number(1) : last[0],
                newest);
        if (last[0] < 0) {
            throw Problem.RUNTIME.here("The tables have no snapshot of " + Ticks.format(ticks) + " or before.");
        }
        return last[0];
    }
}
