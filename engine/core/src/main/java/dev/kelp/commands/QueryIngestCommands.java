package dev.kelp.commands;

import dev.kelp.Compiler;
import dev.kelp.run.QueryWriter;
import dev.kelp.run.Rows;
import dev.kelp.store.Commit;
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
        SET,
        APPEND,
        SET_OR_APPEND,
        SET_OR_REPLACE;

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
                "." + word + " T [with (folder='…', docstring='…')] <| query",
                doc,
                (text, context) -> run(text, context, mode));
    }

    private static Rows run(CommandText text, CommandContext context, Mode mode) {
        if (text.accept("async")) {
            throw Problem.NOT_SUPPORTED.at(text.cursor().peek().span(), "Running a command in the background (async)");
        }
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
        List<Field> fields = query.sql().schema().fields();
        boolean recreate = there.isPresent()
                && properties.flag("recreate_schema")
                && !there.get().schema().fields().equals(fields);
        if (there.isPresent() && !recreate && properties.flag("extend_schema")) {
            there = Optional.of(extended(there.get(), fields, context));
        }
        String folder = properties
                .value("folder")
                .map(Name::text)
                .orElse(there.map(TableDef::folder).orElse(""));
        String docString = properties
                .value("docstring")
                .map(Name::text)
                .orElse(there.map(TableDef::docString).orElse(""));
        Commit commit = context.store().commit();
        if (recreate) {
            commit.unlessIngested(there.get(), asked.unlessIngested());
            commit.dropTable(there.get());
        }
        boolean make = there.isEmpty() || recreate;
        TableDef table =
                make ? commit.createTable(context.database(), name.text(), fields, folder, docString) : there.get();
        if (!make) {
            check(table, fields, name);
        }
        List<WrittenExtent> written =
                QueryWriter.write(context.duckDb(), query.sql(), context.job(), table, commit.location(table));
        boolean done = false;
        try {
            if (!make
                    && (properties.value("folder").isPresent()
                            || properties.value("docstring").isPresent())) {
                commit.describe(table, folder, docString);
            }
            if (mode == Mode.SET_OR_REPLACE && !make) {
                commit.replace(table, written, asked);
            } else {
                commit.append(table, written, asked);
            }
            commit.run();
            done = true;
        } finally {
            if (!done) {
                context.store().discard(written);
            }
        }
        Rows rows = Rows.of(
                "ExtentId:guid, OriginalSize:long, ExtentSize:long, ColumnSize:long, IndexSize:long, RowCount:long");
        for (WrittenExtent extent : written) {
            rows.add(
                    SchemaCommands.extentId(extent), extent.bytes(), extent.bytes(), extent.bytes(), 0L, extent.rows());
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
