package dev.kelp.commands;

import dev.kelp.maintain.ExtentMerge;
import dev.kelp.run.Rows;
import dev.kelp.store.Snapshot;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.Extent;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.RewrittenExtent;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Merging extents by hand: {@code .merge T (id, …)}. */
final class MergeCommands {
    private static final String MERGED = "OriginalExtentId:string, ResultExtentId:string, Duration:timespan";

    private static final BackgroundCommand<List<TableExtent>> MERGE =
            new BackgroundCommand<>("ExtentsMerge", MergeCommands::extents, MergeCommands::merge);

    static final List<Command> ROWS = List.of(
            new Command(
                    "merge dryrun",
                    ".merge dryrun T (id, …)",
                    "Shows which extents would be merged.",
                    (text, context) -> {
                        Rows rows = Rows.of(MERGED);
                        extents(text, context).forEach(e -> rows.add(e.id(), "", 0L));
                        return rows;
                    }),
            new Command(
                    "merge",
                    ".merge [async] [table] T (id, …) [with (rebuild=true)]",
                    "Makes one extent of several; every row keeps its commit and its time.",
                    (text, context) -> isAsync(text) ? MERGE.start(text, context) : MERGE.now(text, context)));

    private MergeCommands() {}

    /** A table may be called async, too. */
    private static boolean isAsync(CommandText text) {
        int mark = text.cursor().mark();
        if (text.accept("async") && !text.cursor().at("(")) {
            return true;
        }
        text.cursor().reset(mark);
        return false;
    }

    private static List<TableExtent> extents(CommandText text, CommandContext context) {
        text.accept("table");
        Name name = text.name("the name of a table");
        TableDef table = context.table(name);
        List<TableExtent> extents = ExtentSelection.of(context).named(text.guids(), List.of(table), text);
        CommandText.only(text.properties(), "rebuild");
        text.end();
        long kinds = extents.stream()
                .map(e -> e.details().tags().stream()
                        .filter(t -> t.startsWith(IngestionProperties.DROP_BY))
                        .sorted()
                        .toList())
                .distinct()
                .count();
        if (extents.size() < 2 || kinds > 1) {
            throw Problem.SEMANTIC.at(
                    name.span(),
                    kinds > 1
                            ? "Extents with different drop-by: tags stay apart."
                            : "Merging takes two extents or more.");
        }
        return extents;
    }

    private static Rows merge(List<TableExtent> extents, CommandContext context) {
        TableDef table = extents.get(0).table();
        long start = System.nanoTime();
        RewrittenExtent merged = new ExtentMerge(
                        context.store(), context.duckDb(), context.job().cancellation())
                .merge(
                        context.snapshot(),
                        table,
                        extents.stream().map(TableExtent::details).toList());
        long ticks = (System.nanoTime() - start) / 100;
        String result = id(context.store().snapshot(), table, merged.file());
        Rows rows = Rows.of(MERGED);
        extents.forEach(e -> rows.add(e.id(), result, ticks));
        return rows;
    }

    private static String id(Snapshot snapshot, TableDef table, @Nullable WrittenExtent file) {
        return snapshot.extents(new ScanRequest(table, List.of(), List.of())).stream()
                .filter(e -> file != null && e.path().equals(file.path()))
                .map(Extent::id)
                .map(id -> OriginColumn.extentId(table.id(), id))
                .findFirst()
                .orElse("");
    }
}
