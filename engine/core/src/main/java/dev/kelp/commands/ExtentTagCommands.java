package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.TableDef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Changing the tags of extents. Rows, extents and their ids stay as they are. */
final class ExtentTagCommands {
    private static final String CHANGED =
            "OriginalExtentId:string, ResultExtentId:string, ResultExtentTags:string, Details:string";

    static final List<Command> ROWS = List.of(
            new Command(
                    "alter table",
                    "extent tags",
                    ".alter table T extent tags ('tag', …) <| query",
                    "Gives the extents that a query names (ExtentId) these tags and no others.",
                    (text, context) -> change(text, context, (old, given) -> given)),
            new Command(
                    "alter-merge table",
                    "extent tags",
                    ".alter-merge table T extent tags ('tag', …) <| query",
                    "Gives the extents that a query names (ExtentId) these tags, too.",
                    (text, context) -> change(text, context, (old, given) -> {
                        Set<String> all = new LinkedHashSet<>(old);
                        all.addAll(given);
                        return List.copyOf(all);
                    })),
            new Command(
                    "drop table",
                    "extent tags",
                    ".drop table T extent tags ('tag', …) [<| query]",
                    "Takes these tags from the extents of a table, or from those that a query names (ExtentId).",
                    (text, context) -> change(text, context, (old, given) -> old.stream()
                            .filter(t -> !given.contains(t))
                            .toList())));

    private ExtentTagCommands() {}

    private static Rows change(
            CommandText text, CommandContext context, BiFunction<List<String>, List<String>, List<String>> change) {
        TableDef table = context.table(text.name("the name of a table"));
        text.accept("extent tags");
        List<String> given = tags(text);
        text.end();
        ExtentSelection selection = ExtentSelection.of(context);
        List<TableExtent> extents =
                text.hasBody() ? selection.byQuery(text.body(), table, text) : selection.all(List.of(table));
        Map<Long, List<String>> changed = new LinkedHashMap<>();
        Rows rows = Rows.of(CHANGED);
        for (TableExtent extent : extents) {
            ExtentDetails details = extent.details();
            List<String> now = change.apply(details.tags(), given);
            if (!now.equals(details.tags())) {
                changed.put(details.id(), now);
                rows.add(extent.id(), extent.id(), String.join(" ", now), "");
            }
        }
        if (!changed.isEmpty()) {
            context.store()
                    .commit()
                    .tag(table, extents.stream().map(TableExtent::details).toList(), changed)
                    .run();
        }
        return rows;
    }

    private static List<String> tags(CommandText text) {
        List<String> tags = new ArrayList<>();
        text.cursor().expect("(");
        do {
            tags.add(text.text("a tag in quotes").text());
        } while (text.cursor().accept(","));
        text.cursor().expect(")");
        return tags;
    }
}
