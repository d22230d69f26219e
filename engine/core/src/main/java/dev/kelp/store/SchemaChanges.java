package dev.kelp.store;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.Layout.PartitionKey;
import dev.kelp.tables.Layout.SortKey;
import dev.kelp.tables.Storage;
import dev.kelp.tables.Storage.Remainder;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Changes of a table's columns (DL 10): rows of one new snapshot. Data files stay as they are: what they hold is found by the
 * columns' ids, which no change touches.
 */
final class SchemaChanges {
    private final CatalogConnection connection;
    private final NewSnapshot next;
    private final long snapshot;

    SchemaChanges(CatalogConnection connection, NewSnapshot next) {
        this.connection = connection;
        this.next = next;
        this.snapshot = next.id();
    }

    void drop(TableDef table, List<ColumnDef> columns) {
        if (columns.isEmpty()) {
            return;
        }
        TableDef now = next.now(table);
        if (columns.size() == now.columns().size()) {
            throw Problem.SEMANTIC
                    .here("A table needs at least one column.")
                    .hint("Drop the table '" + now.name() + "' instead.");
        }
        for (ColumnDef column : columns) {
            ColumnDef there = same(now, column);
            refuseKey(now, there);
            end(now.id(), there);
        }
        next.altered(now.id());
    }

    private void end(long table, ColumnDef column) {
        ColumnVersions versions = new ColumnVersions(connection, snapshot, table);
        versions.end(column.id());
        Remainder remainder = column.storage().remainder();
        if (remainder != null) {
            versions.end(remainder.id());
        }
    }

    /** Files hold one value per key, or are sorted by it: the promise must be taken back first. */
    private void refuseKey(TableDef table, ColumnDef column) {
        boolean partition = connection
                .first(
                        "SELECT 1 FROM ducklake_partition_column c JOIN ducklake_partition_info i ON i.partition_id = c.partition_id"
                                + " WHERE i.table_id = ? AND i.end_snapshot IS NULL AND c.column_id = ?",
                        r -> 1,
                        table.id(),
                        column.id())
                .isPresent();
        boolean sort = connection
                .query(
                        "SELECT e.expression FROM ducklake_sort_expression e JOIN ducklake_sort_info i ON i.sort_id = e.sort_id"
                                + " WHERE i.table_id = ? AND i.end_snapshot IS NULL",
                        r -> r.textOrEmpty(1),
                        table.id())
                .stream()
                .anyMatch(e -> e.equalsIgnoreCase(column.name()) || e.equalsIgnoreCase(Names.quoted(column.name())));
        if (partition || sort) {
            throw Problem.SEMANTIC
                    .here("Column '" + column.name() + "' is a key of the " + (partition ? "partitioning" : "roworder")
                            + " policy of table '" + table.name() + "'.")
                    .hint("First: .delete table " + table.name() + " policy "
                            + (partition ? "partitioning" : "roworder"));
        }
    }

    /** Gives columns new names, all at once, so that two may change places. */
    void rename(TableDef table, Map<ColumnDef, String> names) {
        TableDef now = next.now(table);
        names.keySet().forEach(column -> same(now, column));
        Set<String> taken = new HashSet<>();
        for (ColumnDef column : now.columns()) {
            String name = names.entrySet().stream()
                    .filter(e -> e.getKey().id() == column.id())
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(column.name());
            if (!taken.add(name.toLowerCase(Locale.ROOT))) {
                throw Problem.ALREADY_THERE
                        .here("column", name)
                        .hint("In stored tables the case of letters does not tell names apart.");
            }
        }
        ColumnVersions versions = new ColumnVersions(connection, snapshot, now.id());
        Sorting sorting = new Sorting(connection, snapshot);
        Map<String, String> renamed = new HashMap<>();
        for (ColumnDef column : now.columns()) {
            for (Map.Entry<ColumnDef, String> change : names.entrySet()) {
                if (change.getKey().id() == column.id() && !change.getValue().equals(column.name())) {
                    versions.rename(column.id(), change.getValue());
                    renamed.put(column.name(), change.getValue());
                }
            }
            Remainder remainder = column.storage().remainder();
            if (remainder != null) {
                renameRemainder(
                        versions,
                        remainder,
                        renamed.getOrDefault(column.name(), column.name()) + Remainder.suffix(column.type()),
                        taken);
            }
        }
        if (!renamed.isEmpty()) {
            sorting.rename(now.id(), renamed, next::nextCatalogId);
            next.altered(now.id());
        }
    }

    /** The hidden column goes with the one it belongs to, and out of the way of others. */
    private static void renameRemainder(
            ColumnVersions versions, Remainder remainder, String wanted, Set<String> taken) {
        boolean fits = remainder.name().startsWith(wanted);
        String name = fits ? remainder.name() : wanted;
        while (!taken.add(name.toLowerCase(Locale.ROOT))) {
            name += "_";
        }
        if (!name.equals(remainder.name())) {
            versions.rename(remainder.id(), name);
        }
    }

    /**
     * Gives a column another type. Where the format can widen the old one the rows keep their values; else the column is another one
     * in the same place, and the rows that are there hold null in it (strings: '').
     */
    void retype(TableDef table, ColumnDef column, KqlType type) {
        TableDef now = next.now(table);
        ColumnDef there = same(now, column);
        ColumnVersions versions = new ColumnVersions(connection, snapshot, now.id());
        String target = StoredTypes.ducklake(type);
        if (there.type() == type
                && there.storage().sqlType().equals(Storage.of(type).sqlType())) {
            return;
        }
        boolean plain = Storage.kqlType(there.storage().sqlType()) == there.type() && !StoredTypes.needsTag(type);
        if (plain && StoredTypes.widens(versions.type(there.id()), target)) {
            versions.widen(there.id(), target);
        } else if (there.type() == type) {
            // What another client made holds such values already; nothing would be gained but loss.
            return;
        } else {
            refuseKey(now, there);
            long order = versions.order(there.id());
            end(now.id(), there);
            ColumnRows rows = new ColumnRows(connection, snapshot);
            long id = rows.nextId(now.id());
            rows.insert(now.id(), id, there.name(), type);
            versions.move(id, order);
            TableStatistics.addColumn(connection, now.id(), id);
            if (!there.docString().isEmpty()) {
                rows.describeColumn(now.id(), id, there.docString());
            }
        }
        next.altered(now.id());
    }

    /** Puts the columns in an order; those that aren't named follow in their old one. */
    void order(TableDef table, List<String> names) {
        TableDef now = next.now(table);
        List<ColumnDef> wanted = new ArrayList<>();
        names.forEach(name -> now.column(name).ifPresent(wanted::add));
        now.columns().stream().filter(c -> !wanted.contains(c)).forEach(wanted::add);
        if (wanted.equals(now.columns())) {
            return;
        }
        ColumnVersions versions = new ColumnVersions(connection, snapshot, now.id());
        long order = 1;
        for (ColumnDef column : wanted) {
            versions.move(column.id(), order++);
            Remainder remainder = column.storage().remainder();
            if (remainder != null) {
                versions.move(remainder.id(), order++);
            }
        }
        next.altered(now.id());
    }

    /** Sets by which values files are kept apart; none for by no value. */
    void partition(TableDef table, List<PartitionKey> keys) {
        TableDef now = next.now(table);
        if (new Layouts(connection, snapshot).partition(now.id(), keys, next::nextCatalogId)) {
            next.altered(now.id());
        }
    }

    /** Sets the order of rows in files; none for as they come. */
    void sort(TableDef table, List<SortKey> keys) {
        TableDef now = next.now(table);
        if (new Sorting(connection, snapshot).set(now.id(), keys, next::nextCatalogId)) {
            next.described(now.id());
        }
    }

    /** Sets what people say of columns. */
    void describe(TableDef table, Map<ColumnDef, String> texts) {
        TableDef now = next.now(table);
        ColumnRows rows = new ColumnRows(connection, snapshot);
        texts.forEach((column, text) ->
                rows.describeColumn(now.id(), same(now, column).id(), text));
        if (!texts.isEmpty()) {
            next.described(now.id());
        }
    }

    private static ColumnDef same(TableDef now, ColumnDef column) {
        return now.columns().stream()
                .filter(c -> c.id() == column.id())
                .findFirst()
                .orElseThrow(() -> Problem.CONFLICT.here(
                        "Column '" + column.name() + "' of table '" + now.name() + "' was dropped in the meantime."));
    }
}
