package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.store.Commit;
import dev.kelp.syntax.Cursor;
import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.TableDef;
import dev.kelp.types.Ticks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Dropping extents: by their ids, by a query, or by age and size. */
final class ExtentCommands {
    static final List<Command> ROWS = List.of(
            new Command(
                    "drop extent",
                    ".drop extent id [from T]",
                    "Drops an extent with its rows.",
                    (text, context) -> drop(text, context, one(text, context))),
            new Command(
                    "drop extents",
                    ".drop extents (id, …) [from T] | [whatif] <| query | [older n days|hours] from T|all tables [trim by"
                            + " extentsize|datasize n MB|GB|bytes] [limit n]",
                    "Drops extents with their rows: those named, those a query gives as ExtentId and TableName, or the"
                            + " oldest.",
                    ExtentCommands::drop),
            new Command(
                    "drop-pretend extents",
                    ".drop-pretend extents [older n days|hours] from T|all tables [trim by …] [limit n]",
                    "Shows which extents .drop extents would drop.",
                    (text, context) -> answer(byProperties(text, context))));

    private ExtentCommands() {}

    private static Rows drop(CommandText text, CommandContext context) {
        if (text.cursor().at("(")) {
            return drop(text, context, listed(text, context));
        }
        boolean whatIf = text.accept("whatif");
        if (text.hasBody()) {
            text.end();
            List<TableExtent> extents = ExtentSelection.of(context).byQuery(text.body(), null, text);
            return whatIf ? answer(extents) : drop(context, extents);
        }
        return drop(context, byProperties(text, context));
    }

    private static Rows drop(CommandText text, CommandContext context, List<TableExtent> extents) {
        text.end();
        return drop(context, extents);
    }

    private static Rows drop(CommandContext context, List<TableExtent> extents) {
        Commit commit = context.store().commit(context.snapshot());
        TableExtent.byTable(extents)
                .forEach((table, of) -> commit.dropExtents(
                        table, of.stream().map(e -> e.details().id()).toList()));
        commit.run();
        return answer(extents);
    }

    private static Rows answer(List<TableExtent> extents) {
        Rows rows = Rows.of("ExtentId:guid, TableName:string, CreatedOn:datetime");
        extents.forEach(e -> rows.add(e.id(), e.table().name(), e.details().created()));
        return rows;
    }

    private static List<TableExtent> one(CommandText text, CommandContext context) {
        String id = text.guid();
        return ExtentSelection.of(context).named(List.of(id), from(text, context), text);
    }

    private static List<TableExtent> listed(CommandText text, CommandContext context) {
        List<String> ids = text.guids();
        return ExtentSelection.of(context).named(ids, from(text, context), text);
    }

    private static List<TableDef> from(CommandText text, CommandContext context) {
        return text.accept("from")
                ? List.of(context.table(text.name("the name of a table")))
                : context.snapshot().tables(context.database());
    }

    private static List<TableExtent> byProperties(CommandText text, CommandContext context) {
        Cursor cursor = text.cursor();
        long before = Ticks.MAX;
        if (text.accept("older")) {
            long count = text.count();
            boolean hours = text.accept("hours") || text.accept("hour");
            if (!hours && !text.accept("days") && !text.accept("day")) {
                throw cursor.expected("'days' or 'hours'");
            }
            before = context.now() - count * (hours ? Ticks.PER_HOUR : Ticks.PER_DAY);
        }
        if (!text.accept("from")) {
            throw cursor.expected("'from'");
        }
        List<TableDef> tables =
                text.accept("all tables") ? context.snapshot().tables(context.database()) : some(text, context);
        long size = -1;
        if (text.accept("trim")) {
            size = trim(text);
        }
        long limit = text.accept("limit") ? text.count() : Long.MAX_VALUE;
        text.end();
        return pick(ExtentSelection.of(context).all(tables), before, size, limit);
    }

    private static List<TableDef> some(CommandText text, CommandContext context) {
        text.accept("tables");
        return text.cursor().at("(")
                ? SchemaCommands.named(text, context)
                : List.of(context.table(text.name("the name of a table")));
    }

    private static long trim(CommandText text) {
        if (!text.accept("by") || !text.accept("extentsize") && !text.accept("datasize")) {
            throw text.cursor().expected("'by extentsize' or 'by datasize'");
        }
        long count = text.count();
        if (text.accept("MB")) {
            return count << 20;
        }
        if (text.accept("GB")) {
            return count << 30;
        }
        if (text.accept("bytes")) {
            return count;
        }
        throw text.cursor().expected("'MB', 'GB' or 'bytes'");
    }

    /** The oldest first; with a size, only as many as leave the tables that small. */
    private static List<TableExtent> pick(List<TableExtent> all, long before, long size, long limit) {
        List<TableExtent> oldest = new ArrayList<>(all);
        oldest.sort(Comparator.comparingLong(e -> e.details().created()));
        long left = oldest.stream().mapToLong(e -> e.details().bytes()).sum();
        List<TableExtent> picked = new ArrayList<>();
        for (TableExtent extent : oldest) {
            ExtentDetails details = extent.details();
            boolean fits = size < 0 || left > size;
            if (details.created() < before && fits && picked.size() < limit) {
                picked.add(extent);
                left -= details.bytes();
            }
        }
        return picked;
    }
}
