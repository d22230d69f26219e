package dev.kelp.commands;

import dev.kelp.Compiler;
import dev.kelp.plan.Plan;
import dev.kelp.run.RowHits;
import dev.kelp.run.Rows;
import dev.kelp.sql.SqlText;
import dev.kelp.store.Operation;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.DeletedRows;
import dev.kelp.tables.Extent;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import java.util.List;
import java.util.Map;

/** Deleting records that a query picks: {@code .delete table T records}. */
final class DeleteCommands {
    static final List<Command> ROWS = List.of(
            new Command(
                    "delete table",
                    "records",
                    ".delete table T records [with (whatif=true)] <| T | where …",
                    "Deletes the records that a query over the table picks; with whatif it only counts them.",
                    (text, context) -> {
                        Wanted wanted = wanted(text);
                        return delete(wanted, picked(wanted, context), context);
                    }),
            new Command(
                            "delete async table",
                            "records",
                            ".delete async table T records <| T | where …",
                            "Deletes the records that a query over the table picks, in the background; answers the operation's id.",
                            DeleteCommands::start)
                    .replanning());

    private DeleteCommands() {}

    /** What is asked. */
    private record Wanted(Name name, String kql, boolean whatIf) {}

    /** What is asked, understood and checked on one snapshot. */
    private record Picked(TableDef table, SqlText query) {}

    private static Wanted wanted(CommandText text) {
        Name name = text.name("the name of a table");
        text.accept("records");
        Map<String, Name> properties = text.properties();
        CommandText.only(properties, "whatif");
        text.end();
        return new Wanted(name, text.bodyInPlace(), CommandText.isTrue(properties, "whatif"));
    }

    private static Picked picked(Wanted wanted, CommandContext context) {
        TableDef table = context.table(wanted.name());
        return new Picked(table, picked(wanted.kql(), table, wanted.name(), context));
    }

    private static Rows start(CommandText text, CommandContext context) {
        Wanted wanted = wanted(text);
        Picked first = picked(wanted, context);
        Operation operation = Operation.starting(
                "TableDeleteRecords", context.database(), first.table().name(), "", "");
        return context.runner()
                .start(
                        operation,
                        context,
                        job -> job.replanning(now -> new OperationRunner.Outcome(delete(
                                wanted, now.snapshot() == context.snapshot() ? first : picked(wanted, now), now))));
    }

    private static Rows delete(Wanted wanted, Picked picked, CommandContext context) {
        TableDef table = picked.table();
        Rows rows =
                Rows.of("OriginalExtentId:string, ResultExtentId:string, Details:string, RecordsMatchPredicate:long");
        try (RowHits hits = new RowHits(context.duckDb(), picked.query(), table, context.job())) {
            if (wanted.whatIf()) {
                hits.counts().forEach((extent, count) -> rows.add(id(table, extent), "", "", count));
                return inlined(hits, rows);
            }
            List<DeletedRows> deletions = hits.write(context.snapshot().location(table));
            boolean done = false;
            try {
                context.store()
                        .commit(context.snapshot())
                        .deleteRows(table, deletions, hits.inlinedRows())
                        .run();
                done = true;
            } finally {
                if (!done) {
                    context.store().discard(DeletedRows.files(deletions));
                }
            }
            int i = 0;
            for (Map.Entry<Extent, Long> hit : hits.counts().entrySet()) {
                String id = id(table, hit.getKey());
                rows.add(id, deletions.get(i++).file() == null ? "" : id, "", hit.getValue());
            }
            return inlined(hits, rows);
        }
    }

    /** Rows that still lie inside the catalogue are of no extent. */
    private static Rows inlined(RowHits hits, Rows rows) {
        return hits.inlinedRows().isEmpty()
                ? rows
                : rows.add("", "", "Rows inside the catalogue", (long)
                        hits.inlinedRows().size());
    }

    private static String id(TableDef table, Extent extent) {
        return OriginColumn.extentId(table.id(), extent.id());
    }

    /**
     * The places of the rows that a query picks.
     *
     * @param kql gives rows of the table
     * @return SQL of {@code extent_id()} and {@code row_id()}
     */
    static SqlText picked(String kql, TableDef table, Name name, CommandContext context) {
        Compiler.Program whole = context.compile().apply(kql);
        if (whole.queries().size() != 1) {
            throw Problem.SEMANTIC.at(
                    name.span(), "One query is needed, not " + whole.queries().size() + ".");
        }
        checkRows(whole.queries().get(0).plan(), table, name);
        String places = kql + "\n| project ['$e'] = extent_id(), ['$r'] = row_id()";
        return context.compile().apply(places).queries().get(0).sql();
    }

    /** A row must be one of the table's. */
    private static void checkRows(Plan plan, TableDef table, Name name) {
        boolean filtered = false;
        Plan rest = plan;
        while (!(rest instanceof Plan.Scan)) {
            if (rest instanceof Plan.Filter filter) {
                filtered = true;
                rest = filter.input();
            } else if (rest instanceof Plan.Project project) {
                rest = project.input();
            } else if (rest instanceof Plan.Limit limit) {
                filtered = true;
                rest = limit.input();
            } else {
                throw Problem.NOT_SUPPORTED
                        .at(name.span(), "Deleting by another query than rows of the table")
                        .hint("The query may use where, extend, project, order and take.");
            }
        }
        Plan.Scan scan = (Plan.Scan) rest;
        if (scan.table().id() != table.id() || scan.table().changes() != null) {
            throw Problem.SEMANTIC.at(
                    name.span(),
                    "The query gives rows of '" + scan.table().name() + "', not of '" + table.name() + "'.");
        }
        if (!filtered && scan.predicates().isEmpty()) {
            throw Problem.SEMANTIC
                    .at(name.span(), "The query picks all rows of the table.")
                    .hint(".clear table " + table.name() + " data deletes all of them.");
        }
    }
}
