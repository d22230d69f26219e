package dev.kelp.commands;

import dev.kelp.Compiler;
import dev.kelp.run.QueryWriter;
import dev.kelp.run.Rows;
import dev.kelp.store.Commit;
import dev.kelp.store.Operation;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import java.util.List;
import java.util.Optional;

/** Filling tables from queries: {@code .set}, {@code .append}, {@code .set-or-append}, {@code .set-or-replace}. */
final class QueryIngestCommands {
    static final List<Command> ROWS = List.of(
            row("set", "Makes a table of a query's rows.", Mode.SET),
            row("append", "Adds a query's rows to a table.", Mode.APPEND),
            row("set-or-append", "Adds a query's rows to a table, making it where there is none.", Mode.SET_OR_APPEND),
            row("set-or-replace", "Puts a query's rows in the place of a table's.", Mode.SET_OR_REPLACE));

    private enum Mode {
        SET("TableSet"),
        APPEND("TableAppend"),
        SET_OR_APPEND("TableSetOrAppend"),
        SET_OR_REPLACE("TableSetOrReplace");

        private final String kind;

        Mode(String kind) {
            this.kind = kind;
        }

        /** What operations call it. */
        String kind() {
            return kind;
        }

        List<String> properties() {
            return switch (this) {
                case SET -> IngestProperties.QUERIES;
                case APPEND, SET_OR_APPEND -> IngestProperties.with(IngestProperties.QUERIES, "extend_schema");
                case SET_OR_REPLACE ->
                    IngestProperties.with(IngestProperties.QUERIES, "extend_schema", "recreate_schema");
            };
        }
    }

    private QueryIngestCommands() {}

    private static Command row(String word, String doc, Mode mode) {
        return new Command(
                word,
                "." + word + " [async] T [with (folder='…', docstring='…')] <| query",
                doc,
                (text, context) -> run(text, context, mode));
    }

    private static Rows run(CommandText text, CommandContext context, Mode mode) {
        boolean async = isAsync(text);
        Name name = text.name("the name of a table");
        IngestProperties properties = IngestProperties.of(text, mode.properties());
        text.end();
        properties.flag("distributed");
        IngestionProperties asked = properties.commit();
        Compiler.Program program = context.compile().apply(text.bodyInPlace());
        if (program.queries().size() != 1) {
            throw Problem.SEMANTIC.at(
                    name.span(), "One query is needed, not " + program.queries().size() + ".");
        }
        Compiler.Compiled query = program.queries().get(0);
        Optional<TableDef> there = context.snapshot().table(context.database(), name.text());
        if (mode == Mode.SET && there.isPresent()) {
            throw Problem.SEMANTIC
                    .at(name.span(), "A table '" + name.text() + "' is there already.")
                    .hint("Use .set-or-append or .set-or-replace.");
        }
        if (mode == Mode.APPEND && there.isEmpty()) {
            context.table(name);
        }
        Filling filling = new Filling(name, mode, properties, asked, query, there);
        Operation operation = Operation.starting(mode.kind(), context.database(), name.text(), "", properties.shown());
        boolean details = properties.flag("persistDetails");
        OperationRunner.Work work = job -> new OperationRunner.Outcome(fill(filling, job));
        return async
                ? context.runner().start(operation, context, work)
                : context.runner().run(operation, context, details, details, work);
    }

    /** A table may be called async, too. */
    private static boolean isAsync(CommandText text) {
        int mark = text.cursor().mark();
        if (!text.accept("async")) {
            return false;
        }
        boolean name = text.acceptName() && !text.cursor().at("(");
        text.cursor().reset(mark);
        return name && text.accept("async");
    }

    /** What is asked, understood and checked. */
    private record Filling(
            Name name,
            Mode mode,
            IngestProperties properties,
            IngestionProperties asked,
            Compiler.Compiled query,
            Optional<TableDef> there) {

        boolean isRecreation() {
            return there.isPresent()
                    && properties.flag("recreate_schema")
                    && !there.get().schema().fields().equals(fields());
        }

        List<Field> fields() {
            return query.sql().schema().fields();
        }

        String folder() {
            return properties
                    .value("folder")
                    .map(Name::text)
                    .orElse(there.map(TableDef::folder).orElse(""));
        }

        String docString() {
            return properties
                    .value("docstring")
                    .map(Name::text)
                    .orElse(there.map(TableDef::docString).orElse(""));
        }
    }

    private static Rows fill(Filling filling, CommandContext context) {
        Commit commit = context.store().commit();
        boolean recreate = filling.isRecreation();
        boolean make = filling.there().isEmpty() || recreate;
        if (recreate) {
            TableDef old = filling.there().orElseThrow();
            commit.unlessIngested(old, filling.asked().unlessIngested());
            commit.dropTable(old);
        }
        TableDef table = make
                ? commit.createTable(
                        context.database(),
                        filling.name().text(),
                        filling.fields(),
                        filling.folder(),
                        filling.docString())
                : existing(filling, context);
        if (recreate) {
            commit.inherit(filling.there().orElseThrow(), table);
        }
        if (make && !filling.properties().flag("policy_ingestionTime", true)) {
            commit.forgetIngestionTime(table);
        }
        List<WrittenExtent> written = QueryWriter.write(
                context.duckDb(), filling.query().sql(), context.job(), table, commit.location(table));
        boolean done = false;
        try {
            boolean described = filling.properties().value("folder").isPresent()
                    || filling.properties().value("docstring").isPresent();
            if (!make && described) {
                commit.describe(table, filling.folder(), filling.docString());
            }
            if (filling.mode() == Mode.SET_OR_REPLACE && !make) {
                commit.replace(table, written, filling.asked());
            } else {
                commit.append(table, written, filling.asked());
            }
            commit.run();
            done = true;
        } finally {
            if (!done) {
                context.store().discard(written);
            }
        }
        return extents(commit, written);
    }

    private static TableDef existing(Filling filling, CommandContext context) {
        TableDef table = filling.there().orElseThrow();
        if (filling.properties().flag("extend_schema")) {
            table = extended(table, filling.fields(), context);
        }
        check(table, filling.fields(), filling.name());
        return table;
    }

    private static Rows extents(Commit commit, List<WrittenExtent> written) {
        Rows rows = Rows.of(
                "ExtentId:guid, OriginalSize:long, ExtentSize:long, ColumnSize:long, IndexSize:long, RowCount:long");
        List<WrittenExtent> filled = written.stream().filter(e -> e.rows() > 0).toList();
        List<String> ids = commit.extentIds(filled);
        for (int i = 0; i < filled.size(); i++) {
            WrittenExtent extent = filled.get(i);
            rows.add(ids.get(i), extent.bytes(), extent.bytes(), extent.bytes(), 0L, extent.rows());
        }
        return rows;
    }

    /** The table with those of the query's columns that go beyond its own; in a commit before the rows', as in Kusto. */
    private static TableDef extended(TableDef table, List<Field> fields, CommandContext context) {
        int columns = table.columns().size();
        if (fields.size() <= columns) {
            return table;
        }
        return context.store()
                .commit()
                .addColumns(table, fields.subList(columns, fields.size()))
                .run()
                .table(table.database(), table.name())
                .orElseThrow();
    }

    /** Columns go by their place, as Kusto's do; their types must be the table's. */
    private static void check(TableDef table, List<Field> fields, Name name) {
        List<Field> columns = table.schema().fields();
        if (fields.size() != columns.size()) {
            throw Problem.SEMANTIC
                    .at(
                            name.span(),
                            "The query has " + fields.size() + " columns, the table '" + table.name() + "' "
                                    + columns.size() + ".")
                    .hint("The table's columns are "
                            + String.join(", ", table.schema().names())
                            + ". With extend_schema=true further ones are added, .set-or-replace with recreate_schema=true"
                            + " makes the table anew.");
        }
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).type() != columns.get(i).type()) {
                throw Problem.WRONG_TYPE
                        .at(
                                name.span(),
                                "Column " + (i + 1) + " of the query, '"
                                        + fields.get(i).name() + "',",
                                columns.get(i).type(),
                                fields.get(i).type())
                        .hint("The table's column there is '" + columns.get(i).name() + "'.");
            }
        }
    }
}
