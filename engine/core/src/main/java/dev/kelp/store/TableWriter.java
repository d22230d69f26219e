package dev.kelp.store;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** Databases, tables and their columns as a commit leaves them. */
final class TableWriter {

    /** A table to be made, with the folder it gets beside the others of its database. */
    record NewTable(TableDef table, String uuid, String path) {
        static NewTable of(TableDef table) {
            String uuid = UUID.randomUUID().toString();
            return new NewTable(table, uuid, Names.folder(table.name(), uuid));
        }
    }

    private final CatalogConnection connection;
    private final NewSnapshot next;
    private final ColumnRows columns;

    TableWriter(CatalogConnection connection, NewSnapshot next) {
        this.connection = connection;
        this.next = next;
        this.columns = new ColumnRows(connection, next.id());
    }

    void createDatabase(String name) {
        if (next.current().database(name).isPresent()) {
            throw Problem.ALREADY_THERE.here("database", name);
        }
        String uuid = UUID.randomUUID().toString();
        connection.update(
                "INSERT INTO ducklake_schema(schema_id, schema_uuid, begin_snapshot, end_snapshot, schema_name, path,"
                        + " path_is_relative) VALUES (?, ?, ?, NULL, ?, ?, true)",
                next.nextCatalogId(),
                uuid,
                next.id(),
                name,
                Names.folder(name, uuid));
        next.schemaChanged();
        next.done(ChangeKind.CREATED_SCHEMA, Names.quoted(name));
    }

    void createTable(NewTable creation) {
        TableDef table = creation.table();
        StoredTables.Database database = next.current()
                .database(table.database())
                .orElseThrow(() -> Problem.UNKNOWN_DATABASE.here(table.database()));
        next.current().table(database.name(), table.name()).ifPresent(there -> {
            throw Problem.ALREADY_THERE
                    .here("table", there.definition().name())
                    .hint("In stored tables the case of letters does not tell names apart.");
        });
        long id = next.nextCatalogId();
        next.made(table, id);
        connection.update(
                "INSERT INTO ducklake_table(table_id, table_uuid, begin_snapshot, end_snapshot, schema_id, table_name, path,"
                        + " path_is_relative) VALUES (?, ?, ?, NULL, ?, ?, ?, true)",
                id,
                creation.uuid(),
                next.id(),
                database.id(),
                table.name(),
                creation.path());
        for (ColumnDef column : table.columns()) {
            columns.insert(id, column.id(), column.name(), column.type());
        }
        // A Parquet commit costs no more than rows inside the catalogue, and every reader knows how to read it.
        connection.update(
                "INSERT INTO ducklake_metadata(key, value, scope, scope_id) VALUES ('data_inlining_row_limit', '0', 'table', ?)",
                id);
        columns.describeTable(id, table.folder(), table.docString());
        next.reshaped(id);
        next.done(ChangeKind.CREATED_TABLE, Names.quoted(database.name()) + "." + Names.quoted(table.name()));
    }

    void dropTable(TableDef table) {
        long id = next.sameName(table).id();
        new TableChanges(connection, next.id()).end(id);
        next.schemaChanged();
        next.done(ChangeKind.DROPPED_TABLE, id);
    }

    /** Drops a table whose rows are to be replaced, of which the commit knows those of its base only. */
    void dropReplaced(TableDef table) {
        next.conflicts().checkRows(next.live(table).definition().id());
        dropTable(table);
    }

    /** Drops a database with its tables. */
    void dropDatabase(String name) {
        StoredTables.Database database =
                next.current().database(name).orElseThrow(() -> Problem.UNKNOWN_DATABASE.here(name));
        for (StoredTables.Table table : next.current().tables()) {
            if (table.definition().database().equals(database.name())) {
                dropTable(table.definition());
            }
        }
        new TableChanges(connection, next.id()).endDatabase(database.id());
        next.schemaChanged();
        next.done(ChangeKind.DROPPED_SCHEMA, String.valueOf(database.id()));
    }

    /** Gives tables of one database new names, all at once. */
    void renameTables(Map<TableDef, String> names) {
        Map<Long, String> byId = new HashMap<>();
        names.forEach((table, name) -> {
            TableDef now = next.sameName(table);
            if (!now.name().equals(name)) {
                byId.put(now.id(), name);
                next.done(ChangeKind.CREATED_TABLE, Names.quoted(now.database()) + "." + Names.quoted(name));
            }
        });
        names.keySet().stream().findFirst().ifPresent(first -> {
            String database = next.live(first).definition().database();
            new TableChanges(connection, next.id())
                    .rename(
                            next.current().tables().stream()
                                    .filter(t -> t.definition().database().equals(database))
                                    .toList(),
                            byId);
        });
        byId.keySet().forEach(next::reshaped);
    }

    /** Takes back that a table was dropped. */
    void restoreTable(TableDef table, String name) {
        StoredTables.Database database = next.current()
                .database(table.database())
                .orElseThrow(() -> Problem.UNKNOWN_DATABASE.here(table.database()));
        next.current().table(table.id()).ifPresent(there -> {
            throw Problem.CONFLICT.here("Table '" + table.name() + "' was not dropped; it is '"
                    + there.definition().name() + "'.");
        });
        next.current().table(database.name(), name).ifPresent(there -> {
            throw Problem.ALREADY_THERE.here("table", name).hint("Give it another name: .undo drop table T as …");
        });
        long ended = connection
                .query(
                        "SELECT max(end_snapshot) FROM ducklake_table WHERE table_id = ?",
                        r -> Objects.requireNonNullElse(r.numberOrNull(1), -1L),
                        table.id())
                .get(0);
        // Files that only forgotten snapshots see are forgotten with them.
        boolean known = connection
                .first("SELECT 1 FROM ducklake_snapshot WHERE snapshot_id = ?", r -> 1, ended - 1)
                .isPresent();
        if (!known) {
            throw Problem.RUNTIME.here("Table '" + table.name()
                    + "' as it was when it was dropped is forgotten: snapshot " + (ended - 1) + " has expired.");
        }
        new TableChanges(connection, next.id()).restore(table, name, ended);
        next.reshaped(table.id());
        next.done(ChangeKind.CREATED_TABLE, Names.quoted(database.name()) + "." + Names.quoted(name));
    }

    void forgetIngestionTime(TableDef table) {
        Policies.insert(
                connection, next.live(table).definition().id(), Policies.INGESTION_TIME, "{\"IsEnabled\":false}");
    }

    void inherit(TableDef old, TableDef made) {
        long id = next.live(made).definition().id();
        for (KelpTables records : List.of(KelpTables.MAPPING, KelpTables.POLICY)) {
            if (records.isThere(connection)) {
                connection.update("UPDATE " + records.table() + " SET object_id = ? WHERE object_id = ?", id, old.id());
            }
        }
    }

    void describe(TableDef table, String folder, String docString) {
        long id = next.live(table).definition().id();
        columns.describeTable(id, folder, docString);
        next.described(id);
    }

    /** Changes a table's columns. */
    void change(Consumer<SchemaChanges> changes) {
        changes.accept(new SchemaChanges(connection, next));
    }

    void addColumns(TableDef table, List<Field> added) {
        TableDef now = next.live(table).definition();
        for (Field column : added) {
            if (now.columns().stream().anyMatch(c -> c.isCalled(column.name()))) {
                throw Problem.ALREADY_THERE.here("column", column.name());
            }
            long columnId = columns.nextId(now.id());
            columns.insert(now.id(), columnId, column.name(), column.type());
            TableStatistics.addColumn(connection, now.id(), columnId);
        }
        next.altered(now.id());
    }
}
