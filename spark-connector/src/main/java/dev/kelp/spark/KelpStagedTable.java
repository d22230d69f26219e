package dev.kelp.spark;

import dev.kelp.store.Commit;
import dev.kelp.store.Store;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;

/**
 * A table and its first rows, made in one transaction at the end: {@code save()} without a mode, and CREATE (OR REPLACE) TABLE AS
 * SELECT. What was there under the name stays until then.
 */
final class KelpStagedTable implements StagedTable, SupportsWrite, WriteTarget {
    private static final Set<TableCapability> CAPABILITIES =
            EnumSet.of(TableCapability.BATCH_WRITE, TableCapability.TRUNCATE, TableCapability.ACCEPT_ANY_SCHEMA);

    private final Store store;
    private final Commit commit;
    private final TableDef table;
    private final Column[] columns;
    private final List<WrittenExtent> extents = new ArrayList<>();

    /** @param commit plans the making of the table and, where it replaces one, the dropping of that before */
    KelpStagedTable(Store store, Commit commit, TableDef table, Column[] columns) {
        this.store = store;
        this.commit = commit;
        this.table = table;
        this.columns = columns.clone();
    }

    @Override
    public String name() {
        return table.database() + "." + table.name();
    }

    @Override
    public Column[] columns() {
        return columns.clone();
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("provider", "kelp");
    }

    @Override
    public Set<TableCapability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        return new KelpWriteBuilder(info, this);
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public TableDef table() {
        return table;
    }

    @Override
    public Path folder() {
        return commit.location(table);
    }

    /** The job is done; the table follows in {@link #commitStagedChanges()}. */
    @Override
    public void commit(List<WrittenExtent> written, boolean overwrite) {
        extents.addAll(written);
    }

    @Override
    public void commitStagedChanges() {
        commit.append(table, extents).run();
    }

    @Override
    public void abortStagedChanges() {
        store.discard(extents);
    }
}
