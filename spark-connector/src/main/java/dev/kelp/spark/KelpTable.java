package dev.kelp.spark;

import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Suggestions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A table that is there. Each query over it sees the newest snapshot when it is planned, unless one is pinned. */
final class KelpTable implements SupportsRead, SupportsWrite {
    private static final Set<TableCapability> CAPABILITIES =
            EnumSet.of(TableCapability.BATCH_READ, TableCapability.BATCH_WRITE, TableCapability.TRUNCATE);

    private final TablePlace place;
    private final Store store;
    private final TableDef table;
    private final Snapshot loaded;
    private final boolean pinned;

    /**
     * @param loaded shows the table
     * @param pinned whether queries read just this snapshot
     */
    private KelpTable(TablePlace place, Store store, TableDef table, Snapshot loaded, boolean pinned) {
        this.place = place;
        this.store = store;
        this.table = table;
        this.loaded = loaded;
        this.pinned = pinned;
    }

    /** @throws KqlException where there is no such table */
    static KelpTable load(TablePlace place) {
        return find(place).orElseThrow(() -> missing(place));
    }

    /** The table as it is now. */
    static Optional<KelpTable> find(TablePlace place) {
        Store store = Stores.existing(place.path());
        Snapshot snapshot = store.snapshot();
        return definition(snapshot, place).map(table -> new KelpTable(place, store, table, snapshot, false));
    }

    /** The table as a commit left it. */
    static Optional<KelpTable> find(TablePlace place, long snapshotId) {
        Store store = Stores.existing(place.path());
        Snapshot snapshot = store.snapshot(snapshotId);
        return definition(snapshot, place).map(table -> new KelpTable(place, store, table, snapshot, true));
    }

    /** The table as it was at a time, in ticks. */
    static Optional<KelpTable> findAt(TablePlace place, long ticks) {
        Store store = Stores.existing(place.path());
        Snapshot snapshot = store.snapshotAt(ticks);
        return definition(snapshot, place).map(table -> new KelpTable(place, store, table, snapshot, true));
    }

    private static Optional<TableDef> definition(Snapshot snapshot, TablePlace place) {
        return snapshot.database(place.database()).flatMap(database -> snapshot.tables(database).stream()
                .filter(t -> t.name().equalsIgnoreCase(place.table()))
                .findFirst());
    }

    static KqlException missing(TablePlace place) {
        Snapshot snapshot = Stores.existing(place.path()).snapshot();
        String database =
                snapshot.database(place.database()).orElseThrow(() -> Problem.UNKNOWN_DATABASE.here(place.database()));
        List<String> names =
                snapshot.tables(database).stream().map(TableDef::name).toList();
        KqlException unknown = Problem.UNKNOWN_TABLE.here(place.table(), database);
        String hint = Suggestions.didYouMean(place.table(), names);
        return hint == null ? unknown : unknown.hint(hint);
    }

    @Override
    public String name() {
        return table.database() + "." + table.name();
    }

    @Override
    @SuppressWarnings("deprecation") // Spark's own interface still builds columns out of it.
    public StructType schema() {
        return place.form().schema(table);
    }

    @Override
    public Column[] columns() {
        return org.apache.spark.sql.connector.catalog.CatalogV2Util.structTypeToV2Columns(schema(), false);
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("provider", "kelp", "location", place.path());
    }

    @Override
    public Set<TableCapability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        Snapshot snapshot = pinned ? loaded : store.snapshot();
        TableDef current = current(snapshot);
        return new KelpScanBuilder(
                snapshot,
                current,
                PredicateText.read(place.conditions(), current),
                KelpOptions.of(place.form(), options));
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        if (place.form() == ValueForm.KQL) {
            throw Problem.SEMANTIC.here("Rows are written with types=spark only.");
        }
        Snapshot now = store.snapshot();
        return new KelpWriteBuilder(info, WriteTarget.existing(store, current(now), pinned ? now : loaded));
    }

    TableDef definition() {
        return table;
    }

    Store store() {
        return store;
    }

    /** The tables as they were when this one was found. */
    Snapshot loaded() {
        return loaded;
    }

    /** The same table, whatever it is called and whichever columns it has by then. */
    private TableDef current(Snapshot snapshot) {
        return snapshot.tables(table.database()).stream()
                .filter(t -> t.id() == table.id())
                .findFirst()
                .orElseThrow(() -> Problem.UNKNOWN_TABLE
                        .here(table.name(), table.database())
                        .hint("It was dropped after this DataFrame was made."));
    }
}
