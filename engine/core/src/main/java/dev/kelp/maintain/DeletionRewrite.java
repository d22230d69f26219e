package dev.kelp.maintain;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.run.ExtentRewriter;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.tables.Extent;
import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.FileForm;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.RewrittenExtent;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.List;
import java.util.Objects;

/**
 * Writes extents without their deleted rows, where those are many. Rows keep identity, commit and time; earlier snapshots see the old
 * extents. What share counts as many is the format's setting {@code rewrite_delete_threshold}, here a half where nothing is set.
 */
final class DeletionRewrite {
    private static final String SHARE = "0.5";

    private final Store store;
    private final DuckDb duckDb;
    private final Cancellation cancellation;

    DeletionRewrite(Store store, DuckDb duckDb, Cancellation cancellation) {
        this.store = store;
        this.duckDb = duckDb;
        this.cancellation = cancellation;
    }

    /** Answers how many extents it wrote again. */
    int rewriteDue() {
        Snapshot snapshot = store.snapshot();
        int rewritten = 0;
        for (String database : snapshot.databases()) {
            for (TableDef table : snapshot.tables(database)) {
                if (ExtentRewriter.canRewrite(table)) {
                    rewritten += rewriteDue(snapshot, table);
                }
            }
        }
        return rewritten;
    }

    private int rewriteDue(Snapshot snapshot, TableDef table) {
        double share = share(table);
        List<ExtentDetails> all = snapshot.details(table);
        List<Long> due = all.stream()
                .filter(e -> e.deletedRows() > 0 && e.deletedRows() >= share * e.rows())
                .map(ExtentDetails::id)
                .toList();
        if (due.isEmpty()) {
            return 0;
        }
        boolean onlyOwn = table.columns().stream().anyMatch(c -> c.type() == KqlType.DYNAMIC);
        int rewritten = 0;
        for (Extent extent : snapshot.extents(new ScanRequest(table, List.of(OriginColumn.TAGS.column()), List.of()))) {
            if (due.contains(extent.id())
                    && (!onlyOwn || extent.isOwn())
                    && extent.form().equals(FileForm.PLAIN)
                    && rewrite(snapshot, table, all, extent)) {
                rewritten++;
            }
        }
        return rewritten;
    }

    private double share(TableDef table) {
        try {
            return Double.parseDouble(
                    store.option("rewrite_delete_threshold", table.id()).orElse(SHARE));
        } catch (NumberFormatException e) {
            return Double.parseDouble(SHARE);
        }
    }

    private boolean rewrite(Snapshot snapshot, TableDef table, List<ExtentDetails> details, Extent extent) {
        try {
            RewrittenExtent written = new ExtentRewriter(duckDb, snapshot, table, details, cancellation)
                    .write(List.of(extent), "", false);
            ExtentMerge.commit(store, store.commit().rewrite(table, List.of(written), false), written);
            return true;
        } catch (KqlException e) {
            // Somebody else deleted from the extent, or purged it: the next run sees to what is left.
            if (Objects.equals(e.problem(), Problem.CONFLICT)
                    || !Objects.equals(e.problem(), Problem.CANCELLED) && !isThere(table, extent)) {
                return false;
            }
            throw e;
        }
    }

    private boolean isThere(TableDef table, Extent extent) {
        Snapshot now = store.snapshot();
        return now.tables(table.database()).stream().anyMatch(t -> t.id() == table.id())
                && now.details(table).stream().anyMatch(e -> e.id() == extent.id());
    }
}
