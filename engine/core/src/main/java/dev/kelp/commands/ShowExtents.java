package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.syntax.Cursor;
import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** {@code .show table T extents} and {@code .show database extents}. */
final class ShowExtents {
    private static final String TAGS = " [(id, …)] [hot] [where tags has|!has|contains|!contains 'tag' [and tags …]]";

    static final List<Command> ROWS = List.of(
            new Command(
                    "show table",
                    "extents",
                    ".show table T extents" + TAGS,
                    "The extents of a table.",
                    (text, context) -> {
                        TableDef table = context.table(text.name("the name of a table"));
                        text.accept("extents");
                        return show(text, context, List.of(table));
                    }),
            new Command(
                    "show database extents",
                    ".show database extents" + TAGS,
                    "The extents of all tables of the database.",
                    (text, context) -> show(text, context, context.snapshot().tables(context.database()))),
            new Command(
                    "show database",
                    "extents",
                    ".show database D extents" + TAGS,
                    "The extents of all tables of a database.",
                    (text, context) -> {
                        Cursor.Name name = text.name("the name of a database");
                        String database = context.snapshot()
                                .database(name.text())
                                .orElseThrow(() -> Problem.UNKNOWN_DATABASE.at(name.span(), name.text()));
                        text.accept("extents");
                        return show(text, context, context.snapshot().tables(database));
                    }));

    private ShowExtents() {}

    static Rows show(CommandText text, CommandContext context, List<TableDef> tables) {
        ExtentSelection selection = ExtentSelection.of(context);
        List<TableExtent> extents =
                text.cursor().at("(") ? selection.named(text.guids(), tables, text) : selection.all(tables);
        // All extents are as near as any.
        text.accept("hot");
        Predicate<List<String>> tags = text.accept("where") ? filter(text) : all -> true;
        text.end();
        Rows rows = Rows.of(
                "ExtentId:guid, DatabaseName:string, TableName:string, MaxCreatedOn:datetime, OriginalSize:real,"
                        + " ExtentSize:real, CompressedSize:real, IndexSize:real, Blocks:long, Segments:long,"
                        + " ExtentContainerId:string, RowCount:long, MinCreatedOn:datetime, Tags:string, Kind:string,"
                        + " DeletedRowCount:long");
        for (TableExtent extent : extents) {
            ExtentDetails d = extent.details();
            if (tags.test(d.tags())) {
                double bytes = d.bytes();
                rows.add(
                        extent.id(),
                        extent.table().database(),
                        extent.table().name(),
                        d.created(),
                        bytes,
                        bytes,
                        bytes,
                        0.0,
                        1L,
                        1L,
                        "",
                        d.rows() - d.deletedRows(),
                        d.created(),
                        String.join(" ", d.tags()),
                        "Parquet",
                        d.deletedRows());
            }
        }
        return rows;
    }

    private static Predicate<List<String>> filter(CommandText text) {
        List<Predicate<List<String>>> all = new ArrayList<>();
        do {
            if (!text.accept("tags")) {
                throw text.cursor().expected("'tags'");
            }
            boolean not = text.cursor().accept("!");
            boolean has = text.accept("has") || text.cursor().accept("!has");
            all.add(test(text, not, has));
        } while (text.accept("and"));
        return tags -> all.stream().allMatch(p -> p.test(tags));
    }

    private static Predicate<List<String>> test(CommandText text, boolean not, boolean has) {
        if (!has && !text.accept("contains")) {
            throw text.cursor().expected("'has', '!has', 'contains' or '!contains'");
        }
        String tag = text.text("a tag in quotes").text();
        String lower = tag.toLowerCase(Locale.ROOT);
        Predicate<List<String>> holds = has
                ? tags -> tags.contains(tag)
                : tags -> tags.stream().anyMatch(t -> t.toLowerCase(Locale.ROOT).contains(lower));
        return not ? holds.negate() : holds;
    }
}
