package dev.kelp.maintain;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.run.ExtentRewriter;
import dev.kelp.store.Commit;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.Extent;
import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Moves extents to another table, all at once. Their rows are written again, for the other table's columns. They are there from the
 * commit on that moves them, with the tags and the time of creation they had; cursors and {@code ingestion_time()} still tell when they came in first.
 */
public final class ExtentMove {
    private final Store store;
    private final DuckDb duckDb;
    private final Snapshot snapshot;
    private final TableDef to;
    private final boolean keepTimes;
    private final Cancellation cancellation;
    private final Commit commit;
    private final Map<Long, WrittenExtent> moved = new LinkedHashMap<>();

    /** @param keepTimes whether rows keep the time and the commit they came in by */
    public ExtentMove(
            Store store, DuckDb duckDb, Snapshot snapshot, TableDef to, boolean keepTimes, Cancellation cancellation) {
        this.keepTimes = keepTimes;
        this.store = store;
        this.duckDb = duckDb;
        this.snapshot = snapshot;
        this.to = to;
        this.cancellation = cancellation;
        this.commit = store.commit(snapshot);
    }

    /** Drops extents of the table to which others come. */
    public ExtentMove dropping(List<Long> extents) {
        commit.dropExtents(to, extents);
        return this;
    }

    /**
     * Adds extents of another table to those that move.
     *
     * @throws dev.kelp.text.KqlException where the table lacks one of the columns
     */
    public ExtentMove from(TableDef from, List<ExtentDetails> extents) {
        if (from.id() == to.id()) {
            throw Problem.SEMANTIC.here("Extents of table '" + from.name() + "' cannot move to where they are.");
        }
        if (!ExtentRewriter.canRewrite(from) || !ExtentRewriter.canRewrite(to)) {
            throw Problem.NOT_SUPPORTED.here("Moving extents of tables with columns that have parts");
        }
        for (ColumnDef column : from.columns()) {
            boolean same = to.column(column.name())
                    .filter(c -> c.type() == column.type()
                            && c.storage().sqlType().equals(column.storage().sqlType()))
                    .isPresent();
            if (!same) {
                throw Problem.SEMANTIC.here("Table '" + to.name() + "' has no column '" + column.name() + "' of type "
                        + column.type() + ".");
            }
        }
        Set<Long> ids = extents.stream().map(ExtentDetails::id).collect(Collectors.toSet());
        Map<Long, ExtentDetails> details = extents.stream().collect(Collectors.toMap(ExtentDetails::id, d -> d));
        ExtentRewriter rewriter = new ExtentRewriter(duckDb, snapshot, from, extents, cancellation);
        for (Extent extent : snapshot.extents(new ScanRequest(from, List.of(OriginColumn.TAGS.column()), List.of()))) {
            ExtentDetails known = details.get(extent.id());
            if (known != null) {
                rewriter.writeFor(to, extent, keepTimes).ifPresent(file -> {
                    moved.put(extent.id(), file);
                    commit.append(to, List.of(file), new IngestionProperties(known.tags(), known.created(), Set.of()));
                });
            }
        }
        commit.dropExtents(from, new ArrayList<>(ids));
        return this;
    }

    /** Does it; answers the ids of the new extents by the numbers of the old ones. An extent without rows left has none. */
    public Map<Long, String> run() {
        boolean done = false;
        try {
            commit.run();
            done = true;
        } finally {
            if (!done) {
                store.discard(List.copyOf(moved.values()));
            }
        }
        Map<Long, String> ids = new LinkedHashMap<>();
        moved.forEach((extent, file) -> commit.extentIds(List.of(file)).forEach(id -> ids.put(extent, id)));
        return ids;
    }
}
