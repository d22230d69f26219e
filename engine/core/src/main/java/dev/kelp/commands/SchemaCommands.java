package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.store.Snapshot;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Showing what databases and tables there are and what they hold. */
final class SchemaCommands {
    private static final String TABLES = "TableName:string, DatabaseName:string, Folder:string, DocString:string";
    private static final String SCHEMA =
            "TableName:string, Schema:string, DatabaseName:string, Folder:string, DocString:string";
    private static final String COLUMNS = "DatabaseName:string, TableName:string, ColumnName:string, ColumnType:string,"
            + " IsDefaultTable:bool, IsDefaultColumn:bool, PrettyName:string, Version:string, Folder:string, DocString:string";

    static final List<Command> ROWS = List.of(
            new Command(
                    "show tables",
                    ".show tables [(T1, T2)] [details]",
                    "The tables of the database; with details their extents, rows and bytes.",
                    SchemaCommands::shown),
            new Command(
                    "show table",
                    ".show table T (schema as json | cslschema | details)",
                    "The schema or size of a table.",
                    SchemaCommands::table),
            new Command(
                    "show database",
                    ".show database [D] (schema [as json] | cslschema)",
                    "The columns of a database's tables.",
                    SchemaCommands::database),
            new Command(
                    "show databases",
                    ".show databases [schema [as json]]",
                    "The databases, or the columns of all their tables.",
                    SchemaCommands::databases),
            new Command(
                    "show schema as json",
                    ".show schema as json",
                    "All databases' schema as JSON.",
                    (text, context) -> {
                        text.end();
                        return Rows.of("ClusterSchema:string")
                                .add(SchemaJson.databases(
                                        context.snapshot(), context.snapshot().databases()));
                    }));

    private SchemaCommands() {}

    static Rows tables(List<TableDef> tables) {
        Rows rows = Rows.of(TABLES);
        tables.forEach(t -> rows.add(t.name(), t.database(), t.folder(), t.docString()));
        return rows;
    }

    /** {@code (A, B)}, or all of the database where nothing is named. */
    static List<TableDef> named(CommandText text, CommandContext context) {
        if (!text.cursor().accept("(")) {
            return context.snapshot().tables(context.database());
        }
        List<TableDef> tables = new ArrayList<>();
        do {
            tables.add(context.table(text.name("the name of a table")));
        } while (text.cursor().accept(","));
        text.cursor().expect(")");
        return tables;
    }

    private static Rows shown(CommandText text, CommandContext context) {
        List<TableDef> tables = named(text, context);
        if (text.accept("extents")) {
            return ShowExtents.show(text, context, tables);
        }
        boolean details = text.accept("details");
        text.end();
        return details ? details(tables, context) : tables(tables);
    }

    private static Rows details(List<TableDef> tables, CommandContext context) {
        Rows rows = Rows.of("TableName:string, DatabaseName:string, Folder:string, DocString:string, TotalExtents:long,"
                + " TotalExtentSize:real, TotalOriginalSize:real, TotalRowCount:long, HotExtents:long, HotExtentSize:real,"
                + " HotOriginalSize:real, HotRowCount:long, AuthorizedPrincipals:string, RetentionPolicy:string,"
                + " CachingPolicy:string, ShardingPolicy:string, MergePolicy:string, StreamingIngestionPolicy:string,"
                + " IngestionBatchingPolicy:string, MinExtentsCreationTime:datetime, MaxExtentsCreationTime:datetime,"
                + " RowOrderPolicy:string, TableId:guid");
        tables.forEach(t -> addDetails(rows, t, context));
        return rows;
    }

    /** All extents count as hot: they lie on this machine. The size of rows before they were packed is not known. */
    private static void addDetails(Rows rows, TableDef table, CommandContext context) {
        Snapshot.Size size = context.snapshot().size(table);
        Optional<Snapshot.Span> created = context.snapshot().created(table);
        rows.add(
                table.name(),
                table.database(),
                table.folder(),
                table.docString(),
                size.extents(),
                (double) size.bytes(),
                null,
                size.rows(),
                size.extents(),
                (double) size.bytes(),
                null,
                size.rows(),
                "[]",
                policy("retention", table, context),
                "null",
                "null",
                policy("merge", table, context),
                policy("streamingingestion", table, context),
                policy("ingestionbatching", table, context),
                created.map(Snapshot.Span::first).orElse(null),
                created.map(Snapshot.Span::last).orElse(null),
                LayoutCommands.rowOrder(table),
                new UUID(0, table.id()).toString());
    }

    private static String policy(String name, TableDef table, CommandContext context) {
        return context.store()
                .policies()
                .effective(context.snapshot(), table, name)
                .orElse("null");
    }

    private static Rows table(CommandText text, CommandContext context) {
        TableDef table = context.table(text.name("the name of a table"));
        if (text.accept("schema as json") || text.accept("schema")) {
            text.end();
            return Rows.of(SCHEMA)
                    .add(table.name(), SchemaJson.of(table), table.database(), table.folder(), table.docString());
        }
        if (text.accept("cslschema") || text.accept("kqlschema")) {
            text.end();
            return Rows.of(SCHEMA)
                    .add(table.name(), SchemaJson.csl(table), table.database(), table.folder(), table.docString());
        }
        if (text.accept("details")) {
            text.end();
            return details(List.of(table), context);
        }
        throw text.cursor().expected("'schema as json', 'cslschema' or 'details'");
    }

    private static Rows database(CommandText text, CommandContext context) {
        String database = context.database();
        if (!text.accept("schema") && !text.accept("cslschema")) {
            Name name = text.name("the name of a database");
            database = context.snapshot()
                    .database(name.text())
                    .orElseThrow(() -> Problem.UNKNOWN_DATABASE.at(name.span(), name.text()));
            if (text.accept("cslschema")) {
                return csl(text, context, database);
            }
            if (!text.accept("schema")) {
                throw text.cursor().expected("'schema' or 'cslschema'");
            }
        }
        if (text.accept("as json")) {
            text.end();
            return Rows.of("DatabaseSchema:string").add(SchemaJson.databases(context.snapshot(), List.of(database)));
        }
        text.end();
        return columns(context.snapshot(), List.of(database));
    }

    private static Rows csl(CommandText text, CommandContext context, String database) {
        text.end();
        Rows rows = Rows.of(SCHEMA);
        for (TableDef table : context.snapshot().tables(database)) {
            rows.add(table.name(), SchemaJson.csl(table), database, table.folder(), table.docString());
        }
        return rows;
    }

    private static Rows databases(CommandText text, CommandContext context) {
        List<String> databases = context.snapshot().databases();
        if (text.cursor().accept("(")) {
            databases = new ArrayList<>();
            do {
                Name name = text.name("the name of a database");
                databases.add(context.snapshot()
                        .database(name.text())
                        .orElseThrow(() -> Problem.UNKNOWN_DATABASE.at(name.span(), name.text())));
            } while (text.cursor().accept(","));
            text.cursor().expect(")");
        }
        if (text.accept("schema")) {
            boolean json = text.accept("as json");
            text.end();
            return json
                    ? Rows.of("DatabaseSchema:string").add(SchemaJson.databases(context.snapshot(), databases))
                    : columns(context.snapshot(), databases);
        }
        text.end();
        Rows rows = Rows.of(
                "DatabaseName:string, PersistentStorage:string, Version:string, IsCurrent:bool,"
                        + " DatabaseAccessMode:string, PrettyName:string, ReservedSlot1:bool, DatabaseId:guid, InTransitionTo:string");
        for (String database : databases) {
            String id = UUID.nameUUIDFromBytes(database.getBytes(StandardCharsets.UTF_8))
                    .toString();
            rows.add(
                    database,
                    "",
                    "v1." + context.snapshot().id(),
                    database.equals(context.database()),
                    "ReadWrite",
                    "",
                    null,
                    id,
                    "");
        }
        return rows;
    }

    private static Rows columns(Snapshot snapshot, List<String> databases) {
        Rows rows = Rows.of(COLUMNS);
        for (String database : databases) {
            rows.add(database, "", "", "", false, false, "", "v1." + snapshot.id(), "", "");
            for (TableDef table : snapshot.tables(database)) {
                rows.add(database, table.name(), "", "", false, false, "", "", table.folder(), table.docString());
                table.columns()
                        .forEach(c -> rows.add(
                                database,
                                table.name(),
                                c.name(),
                                c.type().clr(),
                                false,
                                false,
                                "",
                                "",
                                "",
                                c.docString()));
            }
        }
        return rows;
    }
}
