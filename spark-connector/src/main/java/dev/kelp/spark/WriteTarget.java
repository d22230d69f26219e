package dev.kelp.spark;

import dev.kelp.store.Commit;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Where the extents of a job go: which table, which folder, and what makes them part of it. Lives on the driver. */
interface WriteTarget {

    Store store();

    /** The table as the tasks must write for it. */
    TableDef table();

    /** The folder of the table's files. */
    Path folder();

    /**
     * Makes the extents part of the table, all at once.
     *
     * @param overwrite in the place of all rows that are there
     */
    void commit(List<WrittenExtent> extents, boolean overwrite);

    /**
     * A table that is there.
     *
     * @param base no younger than what the job reads of the table: rows that came in since are never overwritten
     */
    static WriteTarget existing(Store store, TableDef table, Snapshot base) {
        return new Prepared(store, store.commit(base), table, false);
    }

    /** A table that the commit makes. */
    static WriteTarget creating(TablePlace place, StructType columns) {
        Store store = Stores.existingOrNew(place.path());
        Commit commit = store.commit();
        return new Prepared(store, commit, NewColumns.create(commit, store.snapshot(), place, columns), true);
    }

    /** A commit that the extents still have to join. */
    record Prepared(Store store, Commit commit, TableDef table, boolean creates) implements WriteTarget {
        @Override
        public Path folder() {
            return commit.location(table);
        }

        @Override
        public void commit(List<WrittenExtent> extents, boolean overwrite) {
            if (overwrite && !creates) {
                commit.replaceUnchanged(table, extents);
            } else {
                commit.append(table, extents);
            }
            commit.run();
        }
    }
}
