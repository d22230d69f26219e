package dev.kelp.maintain;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.run.ExtentRewriter;
import dev.kelp.store.Commit;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.tables.Extent;
import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.RewrittenExtent;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes large extents of small ones. Every snapshot sees the same rows as before, each with its commit and its time; tags are those of
 * all extents together. Extents whose rows came in before they did, because they were written again or moved, are merged from now on;
 * earlier snapshots see them as they were. Extents of different partitions or with different {@code drop-by:} tags stay apart, as do those of which rows
 * were deleted.
 */
public final class ExtentMerge {
    private static final long TARGET_BYTES = 512L << 20;

    /** A merged extent goes when its youngest row is due: by this part of the retention later than its oldest, at most. */
    private static final int LATE = 10;

    private final Store store;
    private final DuckDb duckDb;
    private final Cancellation cancellation;

    public ExtentMerge(Store store, DuckDb duckDb, Cancellation cancellation) {
        this.store = store;
        this.duckDb = duckDb;
        this.cancellation = cancellation;
    }

    /** Merges what is worth it in all tables; answers how many extents became part of others. */
    int mergeDue() {
        Snapshot snapshot = store.snapshot();
        int merged = 0;
        for (TableDef table : snapshot.databases().stream()
                .flatMap(d -> snapshot.tables(d).stream())
                .toList()) {
            for (List<ExtentDetails> group : due(snapshot, table)) {
                merged += mergeIfUnchanged(snapshot, table, group);
            }
        }
        return merged;
    }

    /** Merges extents unless others changed one of them, or the table, since the snapshot: then the next run finds those that are left. */
    int mergeIfUnchanged(Snapshot snapshot, TableDef table, List<ExtentDetails> group) {
        try {
            merge(snapshot, table, group);
            return group.size();
        } catch (KqlException e) {
            // Files of extents that others have purged may be gone already.
            if (e.problem() == Problem.CANCELLED || e.problem() != Problem.CONFLICT && areMergeable(table, group)) {
                throw e;
            }
            return 0;
        }
    }

    private boolean areMergeable(TableDef table, List<ExtentDetails> group) {
        Snapshot now = store.snapshot();
        List<Long> ids = group.stream().map(ExtentDetails::id).toList();
        return now.tables(table.database()).stream().anyMatch(t -> t.id() == table.id())
                && Set.copyOf(now.mergeable(table)).containsAll(ids);
    }

    /** The groups of a table's extents that are to become one. */
    List<List<ExtentDetails>> due(Snapshot snapshot, TableDef table) {
        Optional<Json.Bag> policy = Policy.of(store, snapshot, table, "merge");
        if (Policy.isOff(policy, "AllowMerge")
                || store.option("auto_compact", table.id())
                        .filter("false"::equalsIgnoreCase)
                        .isPresent()) {
            return List.of();
        }
        MergeGroup.Limits limits = new MergeGroup.Limits(
                Policy.number(policy, "RowCountUpperBoundForMerge", 16_000_000L),
                Math.min(TARGET_BYTES, Policy.number(policy, "OriginalSizeMBUpperBoundForMerge", 30_000L) << 20),
                (int) Policy.number(policy, "MaxExtentsToMerge", 100L),
                Policy.number(policy, "MaxRangeInHours", 24L) * Ticks.PER_HOUR,
                Math.max(1, Retention.softDeletePeriod(store, snapshot, table).orElse(Long.MAX_VALUE) / LATE));
        List<List<ExtentDetails>> groups = new ArrayList<>();
        Set<Long> later = new HashSet<>();
        extents(snapshot, table).filter(Extent::holdsEarlierRows).forEach(e -> later.add(e.id()));
        Map<String, List<ExtentDetails>> kinds = new TreeMap<>();
        mergeable(snapshot, table)
                .forEach(e -> kinds.computeIfAbsent(later.contains(e.id()) + e.partition(), p -> new ArrayList<>())
                        .add(e));
        for (List<ExtentDetails> extents : kinds.values()) {
            MergeGroup group = new MergeGroup(limits);
            for (ExtentDetails extent : extents) {
                if (!group.takes(extent)) {
                    group.close(groups);
                    group = new MergeGroup(limits);
                }
                // One that is large already ends a group and begins none.
                if (group.takes(extent)) {
                    group.add(extent);
                }
            }
            group.close(groups);
        }
        return groups;
    }

    private List<ExtentDetails> mergeable(Snapshot snapshot, TableDef table) {
        if (!ExtentRewriter.canRewrite(table)) {
            return List.of();
        }
        Set<Long> ids = new HashSet<>(snapshot.mergeable(table));
        // Others' JSON is read with care, by the name of its file.
        boolean onlyOwn = table.columns().stream().anyMatch(c -> c.type() == KqlType.DYNAMIC);
        Set<Long> own = new HashSet<>();
        extents(snapshot, table).filter(e -> !onlyOwn || e.isOwn()).forEach(e -> own.add(e.id()));
        ids.retainAll(own);
        return snapshot.details(table).stream()
                .filter(e -> ids.contains(e.id()))
                .toList();
    }

    private static Stream<Extent> extents(Snapshot snapshot, TableDef table) {
        // Asked for a column of origin, extents come with their tags and times.
        return snapshot.extents(new ScanRequest(table, List.of(OriginColumn.TAGS.column()), List.of())).stream();
    }

    /**
     * Merges extents.
     *
     * @return what they became
     * @throws dev.kelp.text.KqlException where they cannot be merged, or others changed them meanwhile
     */
    public RewrittenExtent merge(Snapshot snapshot, TableDef table, Collection<ExtentDetails> group) {
        Set<Long> ids = new HashSet<>();
        group.forEach(e -> ids.add(e.id()));
        List<Extent> extents =
                extents(snapshot, table).filter(e -> ids.contains(e.id())).toList();
        if (!Set.copyOf(snapshot.mergeable(table)).containsAll(ids) || !ExtentRewriter.canRewrite(table)) {
            throw Problem.NOT_SUPPORTED
                    .here("Merging these extents of '" + table.name() + "'")
                    .hint("Rows of them were deleted, columns were changed since they came in, or columns have parts.");
        }
        if (group.stream().map(ExtentDetails::partition).distinct().count() > 1) {
            throw Problem.NOT_SUPPORTED.here("Merging extents of several partitions of '" + table.name() + "'");
        }
        // Rows that say they came in earlier would be seen where their extent isn't yet, and its sources are.
        boolean inPlace = extents.stream().noneMatch(Extent::holdsEarlierRows);
        RewrittenExtent merged = new ExtentRewriter(duckDb, snapshot, table, List.copyOf(group), cancellation)
                .write(extents, "", inPlace);
        commit(store, store.commit().rewrite(table, List.of(merged), inPlace), merged);
        return merged;
    }

    /** Runs a commit, and deletes the file of one that isn't done. */
    static void commit(Store store, Commit commit, RewrittenExtent written) {
        WrittenExtent file = written.file();
        boolean done = false;
        try {
            commit.run();
            done = true;
        } finally {
            if (!done && file != null) {
                store.discard(List.of(file));
            }
        }
    }
}
