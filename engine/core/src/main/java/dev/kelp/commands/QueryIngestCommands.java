package dev.kelp.commands;

import dev.kelp.Compiler;
import dev.kelp.run.QueryWriter;
import dev.kelp.run.Rows;
import dev.kelp.store.Commit;
import dev.kelp.store.Operation;
import dev.kelp.store.Snapshot;
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
                        (text, context) -> run(text, context, mode))
                .replanning();
    }

    private static Rows run(CommandText text, CommandContext context, Mode mode) {
        boolean async = isAsync(text);
        Name name = text.name("the name of a table");
        IngestProperties properties = IngestProperties.of(text, mode.properties());
        text.end();
        properties.flag("distributed");
        Wanted wanted = new Wanted(name, mode, properties, properties.commit(), text.bodyInPlace());
        Filling first = plan(wanted, context);
        Operation operation = Operation.starting(mode.kind(), context.database(), name.text(), "", properties.shown());
        boolean details = properties.flag("persistDetails");
        OperationRunner.Work work = job -> job.replanning(now -> new OperationRunner.Outcome(
                fill(now.snapshot() == context.snapshot() ? first : plan(wanted, now), now)));
        return async
                ? context.runner().start(operation, context, work)
                : context.runner().run(operation, context, details, details, work);
    }

    private static Filling plan(Wanted wanted, CommandContext context) {
        Name name = wanted.name();
        Compiler.Program program = context.compile().apply(wanted.kql());
        if (program.queries().size() != 1) {
            throw Problem.SEMANTIC.at(
                    name.span(), "One query is needed, not " + program.queries().size() + ".");
        }
        Optional<TableDef> there = context.snapshot().table(context.database(), name.text());
        if (wanted.mode() == Mode.SET && there.isPresent()) {
            throw Problem.SEMANTIC
                    .at(name.span(), "A table '" + name.text() + "' is there already.")
                    .hint("Use .set-or-append or .set-or-replace.");
        }
        if (wanted.mode() == Mode.APPEND && there.isEmpty()) {
            context.table(name);
        }
        return new Filling(wanted, program.queries().get(0), there);
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

    /** What is asked. */
    private record Wanted(Name name, Mode mode, IngestProperties properties, IngestionProperties asked, String kql) {}

    /** What is asked, understood and checked on one snapshot. */
    private record Filling(Wanted wanted, Compiler.Compiled query, Optional<TableDef> there) {
        Name name() {
            return wanted.name();
        }

        IngestProperties properties() {
            return wanted.properties();
        }

        IngestionProperties asked() {
            return wanted.asked();
        }

        boolean isRecreation() {
            return there.isPresent()
                    && properties().flag("recreate_schema")
                    && !there.get().schema().fields().equals(fields());
        }

        List<Field> fields() {
            return query.sql().schema().fields();
        }

        String folder() {
            return properties()
                    .value("folder")
                    .map(Name::text)
                    .orElse(there.map(TableDef::folder).orElse(""));
        }

        String docString() {
            return properties()
                    .value("docstring")
                    .map(Name::text)
                    .orElse(there.map(TableDef::docString).orElse(""));
        }
    }

    private static Rows fill(Filling filling, CommandContext context) {
        boolean recreate = filling.isRecreation();
        boolean make = filling.there().isEmpty() || recreate;
        Target known = make ? null : existing(filling, context);
        Commit commit = context.store().commit(known == null ? context.snapshot() : known.base());
        if (recreate) {
            TableDef old = filling.there().orElseThrow();
            commit.unlessIngested(old, filling.asked().unlessIngested());
            commit.dropReplaced(old);
        }
        TableDef table = known != null
                ? known.table()
                : commit.createTable(
                        context.database(),
                        filling.name().text(),
                        filling.fields(),
                        filling.folder(),
                        filling.docString());
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
            if (filling.wanted().mode() == Mode.SET_OR_REPLACE && !make) {
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

    /** A table that is there, and the snapshot on which its rows and columns are known. */
    private record Target(TableDef table, Snapshot base) {}

    private static Target existing(Filling filling, CommandContext context) {
        Target target = new Target(filling.there().orElseThrow(), context.snapshot());
        if (filling.properties().flag("extend_schema")) {
            target = extended(target, filling.fields(), context);
        }
        check(target.table(), filling.fields(), filling.name());
        return target;
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
    private static Target extended(Target target, List<Field> fields, CommandContext context) {
        TableDef table = target.table();
        int columns = table.columns().size();
        if (fields.size() <= columns) {
            return target;
        }
        Snapshot after = context.store()
                .commit(target.base())
                .addColumns(table, fields.subList(columns, fields.size()))
                .run();
        TableDef wider = after.tables(table.database()).stream()
                .filter(t -> t.id() == table.id())
                .findFirst()
                .orElseThrow();
        // Where nobody else was faster, the query has read what is there.
        return new Target(wider, after.id() == target.base().id() + 1 ? after : target.base());
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
