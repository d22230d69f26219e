package dev.kelp.store;

import dev.kelp.tables.StreamedRows;
import java.util.List;

/** Writes the rows of one new snapshot; lives inside one transaction, which is the only writer's. */
final class CommitWriter {
    private final NewSnapshot next;
    private final InlinedInserts inlinedInserts;
    private final TableWriter tables;
    private final RowWriter rows;

    /**
     * Claims the next snapshot.
     *
     * @param known the tables as the head shows them
     * @param base the snapshot on which the changes were planned
     */
    CommitWriter(CatalogConnection connection, Store.Head head, StoredTables known, String dataPath, long base) {
        this.next = new NewSnapshot(connection, head, known, dataPath, base);
        this.inlinedInserts = new InlinedInserts(connection, next.id());
        this.tables = new TableWriter(connection, next);
        this.rows = new RowWriter(connection, next, inlinedInserts, dataPath, base);
    }

    TableWriter tables() {
        return tables;
    }

    RowWriter rows() {
        return rows;
    }

    /** Completes the snapshot, or takes it back where nothing changed; answers its number, or that of the one before. */
    long finish() {
        return next.settle(inlinedInserts);
    }

    /** The rows put inside the catalogue. */
    List<StreamedRows> streamed() {
        return inlinedInserts.streamed();
    }
}
