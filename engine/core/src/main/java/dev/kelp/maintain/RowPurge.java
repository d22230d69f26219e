package dev.kelp.maintain;

import dev.kelp.ingest.InlinedFlush;
import dev.kelp.run.DuckDb;
import dev.kelp.run.Executor;
import dev.kelp.run.ExtentRewriter;
import dev.kelp.run.RowHits;
import dev.kelp.sql.SqlText;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.tables.DeletedRows;
import dev.kelp.tables.Extent;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.RewrittenExtent;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Removes rows from the disk: the extents that hold them are written again without them, the snapshots that see the old ones are
 * forgotten, and the old files deleted. Rows that were deleted before, or that only earlier snapshots see, go too.
 *
 * <p>Where it ends early, running it again does the rest.
 */
public final class RowPurge {
    private static final int TRIES = 5;

    private final Store store;
    private final DuckDb duckDb;
    private final Executor.Job job;
    private final TableDef table;

    public RowPurge(Store store, DuckDb duckDb, Executor.Job job, TableDef table) {
        this.store = store;
        this.duckDb = duckDb;
        this.job = job;
        this.table = table;
    }

    /**
     * Removes the rows that a query picks.
     *
     * @param query as {@link RowHits} wants it
     * @throws KqlException {@link Problem#CONFLICT} where others changed the same extents again and again
     */
    public void run(SqlText query) {
        if (!ExtentRewriter.canRewrite(table)) {
            throw Problem.NOT_SUPPORTED.here(
                    "Purging rows of table '" + table.name() + "', a column of which has parts,");
        }
        for (int attempt = 1; ; attempt++) {
            try {
                purge(query);
                return;
            } catch (KqlException e) {
                if (!Objects.equals(e.problem(), Problem.CONFLICT) || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void purge(SqlText query) {
        new InlinedFlush(store, duckDb).run(InlinedFlush.Due.NOW, job.cancellation());
        Snapshot snapshot = store.snapshot();
        Executor.Job all = new Executor.Job(job.folder(), snapshot.ofAllFiles(), job.progress(), job.cancellation());
        try (RowHits hits = new RowHits(duckDb, query, table, all)) {
            if (!hits.inlinedRows().isEmpty()) {
                // They came in behind the flush, which then gets hold of them the next time; or cannot leave the
                // catalogue.
                throw Problem.CONFLICT
                        .here("Rows of table '" + table.name() + "' to be purged lie inside the catalogue.")
                        .hint("Where they are not Kelp's own, flush them by the client that wrote them.");
            }
            List<DeletedRows> found = hits.write(snapshot.location(table));
            try {
                rewrite(snapshot, found);
            } finally {
                // They only told which rows to leave out.
                store.discard(DeletedRows.files(found));
            }
            store.destroy(table, found.stream().map(DeletedRows::extent).toList());
        }
    }

    private void rewrite(Snapshot snapshot, List<DeletedRows> found) {
        Map<Long, Extent> live = new HashMap<>();
        snapshot.extents(new ScanRequest(table, List.of(OriginColumn.TAGS.column()), List.of()))
                .forEach(e -> live.put(e.id(), e));
        ExtentRewriter rewriter =
                new ExtentRewriter(duckDb, snapshot, table, snapshot.details(table), job.cancellation());
        List<Long> whole = new ArrayList<>();
        List<RewrittenExtent> rewritten = new ArrayList<>();
        boolean done = false;
        try {
            for (DeletedRows rows : found) {
                Extent extent = live.get(rows.extent());
                WrittenExtent positions = rows.file();
                if (extent != null && positions == null) {
                    whole.add(extent.id());
                } else if (extent != null && positions != null) {
                    rewritten.add(rewriter.writeWithout(extent, positions));
                }
            }
            store.commit().rewrite(table, rewritten, false).run();
            store.commit().dropExtents(table, whole).run();
            done = true;
        } finally {
            if (!done) {
                store.discard(rewritten.stream()
                        .map(RewrittenExtent::file)
                        .filter(Objects::nonNull)
                        .toList());
            }
        }
    }
}
