package dev.kelp.spark;

import dev.kelp.store.Commit;
import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Ticks;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.StagingTableCatalog;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.TableInfo;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a folder by name, {@code kelp.flights} or {@code kelp.database.flights}, after
 * {@code spark.sql.catalog.kelp=dev.kelp.spark.KelpCatalog} and {@code spark.sql.catalog.kelp.path=FOLDER}.
 *
 * <p>Without a path it serves {@code format("kelp")}, which names the folder in each identifier.
 */
public final class KelpCatalog implements StagingTableCatalog {
    private static final String[] DEFAULT_NAMESPACE = {"main"};

    private String name = "";
    private @Nullable String path;

    @Override
    public void initialize(String catalog, CaseInsensitiveStringMap options) {
        name = catalog;
        path = options.containsKey(KelpOptions.PATH) ? KelpOptions.path(options) : null;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String[] defaultNamespace() {
        return path == null ? new String[0] : DEFAULT_NAMESPACE.clone();
    }

    @Override
    public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
        TablePlace place = place(Identifier.of(namespace, ""));
        Snapshot snapshot = Stores.existing(place.path()).snapshot();
        Optional<String> database = snapshot.database(place.database());
        if (database.isEmpty()) {
            throw new NoSuchNamespaceException(namespace);
        }
        return snapshot.tables(database.get()).stream()
                .map(table -> Identifier.of(namespace, table.name()))
                .toArray(Identifier[]::new);
    }

    @Override
    public Table loadTable(Identifier identifier) throws NoSuchTableException {
        TablePlace place = place(identifier);
        if (path == null && !exists(place)) {
            // save() may be about to make it; reads end in KelpDataSource.createRelation.
            return new NewTable(place);
        }
        return KelpTable.find(place).orElseThrow(() -> new NoSuchTableException(identifier));
    }

    @Override
    public Table loadTable(Identifier identifier, String version) throws NoSuchTableException {
        if (!version.matches("[0-9]{1,18}")) {
            throw Problem.SEMANTIC.here(
                    "A version of a Kelp table is the number of a snapshot, not '" + version + "'.");
        }
        return KelpTable.find(place(identifier), Long.parseLong(version))
                .orElseThrow(() -> new NoSuchTableException(identifier));
    }

    /** @param timestamp microseconds since 1970 */
    @Override
    public Table loadTable(Identifier identifier, long timestamp) throws NoSuchTableException {
        return KelpTable.findAt(place(identifier), timestamp * Ticks.PER_MICROSECOND + Ticks.UNIX_EPOCH)
                .orElseThrow(() -> new NoSuchTableException(identifier));
    }

    @Override
    public boolean tableExists(Identifier identifier) {
        return exists(place(identifier));
    }

    private static boolean exists(TablePlace place) {
        return Stores.isThere(place.path()) && KelpTable.find(place).isPresent();
    }

    @Override
    public Table createTable(Identifier identifier, TableInfo info) throws TableAlreadyExistsException {
        if (tableExists(identifier)) {
            throw new TableAlreadyExistsException(identifier);
        }
        staged(identifier, info, null).commitStagedChanges();
        return KelpTable.load(place(identifier));
    }

    @Override
    public boolean dropTable(Identifier identifier) {
        TablePlace place = place(identifier);
        if (!exists(place)) {
            return false;
        }
        KelpTable table = KelpTable.load(place);
        table.store().commit(table.loaded()).dropTable(table.definition()).run();
        return true;
    }

    @Override
    public StagedTable stageCreate(Identifier identifier, TableInfo info) throws TableAlreadyExistsException {
        if (tableExists(identifier)) {
            throw new TableAlreadyExistsException(identifier);
        }
        return staged(identifier, info, null);
    }

    @Override
    public StagedTable stageReplace(Identifier identifier, TableInfo info) throws NoSuchTableException {
        if (!tableExists(identifier)) {
            throw new NoSuchTableException(identifier);
        }
        return stageCreateOrReplace(identifier, info);
    }

    @Override
    public StagedTable stageCreateOrReplace(Identifier identifier, TableInfo info) {
        TablePlace place = place(identifier);
        return staged(identifier, info, exists(place) ? KelpTable.load(place) : null);
    }

    private KelpStagedTable staged(Identifier identifier, TableInfo info, @Nullable KelpTable replaced) {
        if (info.partitions().length > 0) {
            throw Problem.NOT_SUPPORTED.here("Partitioning a table by columns");
        }
        TablePlace place = place(identifier);
        Store store = Stores.existingOrNew(place.path());
        Commit commit = replaced == null ? store.commit() : store.commit(replaced.loaded());
        if (replaced != null) {
            commit.dropReplaced(replaced.definition());
        }
        TableDef table =
                NewColumns.create(commit, store.snapshot(), place, CatalogV2Util.v2ColumnsToStructType(info.columns()));
        return new KelpStagedTable(store, commit, table, info.columns());
    }

    /** @throws KqlException for changes that the format has no word for, before anything is changed */
    @Override
    public Table alterTable(Identifier identifier, TableChange... changes) throws NoSuchTableException {
        KelpTable table = KelpTable.find(place(identifier)).orElseThrow(() -> new NoSuchTableException(identifier));
        Commit commit = table.store().commit(table.loaded());
        for (TableChange change : changes) {
            ColumnChanges.add(commit, table.definition(), change);
        }
        commit.run();
        return KelpTable.load(place(identifier));
    }

    @Override
    public void renameTable(Identifier from, Identifier to) throws NoSuchTableException {
        KelpTable table = KelpTable.find(place(from)).orElseThrow(() -> new NoSuchTableException(from));
        if (!place(to).database().equals(table.definition().database())) {
            throw Problem.NOT_SUPPORTED.here("Moving a table to another database");
        }
        table.store()
                .commit(table.loaded())
                .renameTables(Map.of(table.definition(), to.name()))
                .run();
    }

    private TablePlace place(Identifier identifier) {
        return path == null ? TablePlace.ofPath(identifier) : TablePlace.in(path, identifier);
    }
}
