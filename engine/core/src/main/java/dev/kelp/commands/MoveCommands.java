package dev.kelp.commands;

import dev.kelp.maintain.ExtentMove;
import dev.kelp.run.Rows;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Moving extents between tables: {@code .move extents} and {@code .replace extents}. */
final class MoveCommands {
    private static final String MOVED = "OriginalExtentId:string, ResultExtentId:string, Details:string";

    private static final BackgroundCommand<Wanted> MOVE =
            new BackgroundCommand<>("ExtentsMove", MoveCommands::move, MoveCommands::run);
    private static final BackgroundCommand<Wanted> REPLACE =
            new BackgroundCommand<>("ExtentsReplace", MoveCommands::replace, MoveCommands::run);

    static final List<Command> ROWS = List.of(
            new Command(
                    "move extents",
                    ".move extents (all from table A to table B | from table A to table B (id, …) | to table B <| query)"
                            + " [with (setNewIngestionTime=true)]",
                    "Moves extents to another table, all or none.",
                    MOVE::now),
            new Command(
                    "move async extents",
                    ".move async extents …",
                    "Does in the background what .move extents does; answers the operation's id.",
                    MOVE::start),
            new Command(
                    "replace extents in table",
                    ".replace extents in table T [with (…)] <| { extents to drop }, { extents to move }",
                    "Drops extents of a table and moves others there, at once.",
                    REPLACE::now),
            new Command(
                    "replace async extents in table",
                    ".replace async extents in table T …",
                    "Does in the background what .replace extents does; answers the operation's id.",
                    REPLACE::start));

    private MoveCommands() {}

    /** @param keep whether rows keep their ingestion time */
    private record Wanted(TableDef to, List<TableExtent> dropped, List<TableExtent> extents, boolean keep) {}

    private static Wanted move(CommandText text, CommandContext context) {
        boolean all = text.accept("all");
        ExtentSelection selection = ExtentSelection.of(context);
        if (text.accept("from table")) {
            TableDef from = context.table(text.name("the name of a table"));
            if (!text.accept("to table")) {
                throw text.cursor().expected("'to table'");
            }
            TableDef to = context.table(text.name("the name of a table"));
            boolean keep = keepsTimes(text);
            List<TableExtent> extents =
                    all ? selection.all(List.of(from)) : selection.named(text.guids(), List.of(from), text);
            text.end();
            return new Wanted(to, List.of(), extents, keep);
        }
        if (all || !text.accept("to table")) {
            throw text.cursor().expected(all ? "'from table'" : "'from table' or 'to table'");
        }
        TableDef to = context.table(text.name("the name of a table"));
        boolean keep = keepsTimes(text);
        text.end();
        return new Wanted(to, List.of(), selection.byQuery(text.body(), null, text), keep);
    }

    private static Wanted replace(CommandText text, CommandContext context) {
        Name name = text.name("the name of a table");
        TableDef table = context.table(name);
        boolean keep = keepsTimes(text);
        text.end();
        List<String> queries = braces(text.body(), name);
        ExtentSelection selection = ExtentSelection.of(context);
        List<TableExtent> dropped = selection.byQuery(queries.get(0), table, text);
        for (TableExtent extent : dropped) {
            if (extent.table().id() != table.id()) {
                throw Problem.SEMANTIC.at(name.span(), "Extents to drop must be of table '" + table.name() + "'.");
            }
        }
        return new Wanted(table, dropped, selection.byQuery(queries.get(1), null, text), keep);
    }

    private static boolean keepsTimes(CommandText text) {
        Map<String, Name> properties = text.properties();
        CommandText.only(properties, "setnewingestiontime");
        return !CommandText.isTrue(properties, "setnewingestiontime");
    }

    private static Rows run(Wanted wanted, CommandContext context) {
        List<TableExtent> dropped = wanted.dropped();
        List<TableExtent> extents = wanted.extents();
        ExtentMove move = new ExtentMove(
                        context.store(),
                        context.duckDb(),
                        context.snapshot(),
                        wanted.to(),
                        wanted.keep(),
                        context.job().cancellation())
                .dropping(dropped.stream().map(e -> e.details().id()).toList());
        TableExtent.byTable(extents)
                .forEach((table, of) ->
                        move.from(table, of.stream().map(TableExtent::details).toList()));
        Map<Long, String> ids = move.run();
        Rows rows = Rows.of(MOVED);
        extents.forEach(e -> rows.add(e.id(), ids.getOrDefault(e.details().id(), ""), ""));
        dropped.forEach(e -> rows.add(e.id(), "", ""));
        return rows;
    }

    /** {@code { one }, { other }}. */
    private static List<String> braces(String body, Name name) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        char quote = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '{' && depth++ == 0) {
                start = i + 1;
            } else if (c == '}' && --depth == 0) {
                parts.add(body.substring(start, i).strip());
            }
        }
        if (parts.size() != 2) {
            throw Problem.SYNTAX.at(
                    name.span(), "Two queries in braces are needed: of the extents to drop, and of those to move.");
        }
        return parts;
    }
}
