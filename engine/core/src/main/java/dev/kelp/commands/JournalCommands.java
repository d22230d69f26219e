package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.store.Journal;
import dev.kelp.store.Snapshot;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.Extent;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What happened to databases and tables, and taking back that a table was dropped. */
final class JournalCommands {
    private static final Pattern VERSION = Pattern.compile("v?(?:[0-9]{1,9}\\.)?([0-9]{1,18})");

    static final List<Command> ROWS = List.of(
            new Command(
                    "show journal",
                    ".show journal",
                    "When databases and tables were made, changed, renamed and dropped; a version can be read with the option"
                            + " kelp_snapshot.",
                    (text, context) -> {
                        text.end();
                        return journal(context, null);
                    }),
            new Command(
                    "show database",
                    "journal",
                    ".show database D journal",
                    "The journal of one database.",
                    (text, context) -> {
                        Name name = text.name("the name of a database");
                        text.accept("journal");
                        text.end();
                        return journal(
                                context,
                                context.snapshot()
                                        .database(name.text())
                                        .orElseThrow(() -> Problem.UNKNOWN_DATABASE.at(name.span(), name.text())));
                    }),
            new Command(
                    "undo drop table",
                    ".undo drop table T [as N] version='v1.23'",
                    "Takes back that a table was dropped; the version is the journal's OriginalEntityVersion.",
                    JournalCommands::undo));

    private JournalCommands() {}

    private static Rows journal(CommandContext context, @Nullable String database) {
        Rows rows = Rows.of("Event:string, EventTimestamp:datetime, Database:string, EntityName:string,"
                + " UpdatedEntityName:string, EntityVersion:string, EntityContainerName:string, OriginalEntityState:string,"
                + " UpdatedEntityState:string, ChangeCommand:string, Principal:string, RootActivityId:guid,"
                + " ClientRequestId:string, User:string, OriginalEntityVersion:string");
        for (Journal.Entry entry : context.snapshot().journal()) {
            if (database == null || entry.database().equals(database)) {
                rows.add(
                        entry.event(),
                        entry.ticks(),
                        entry.database(),
                        entry.entity(),
                        entry.updated(),
                        version(entry.snapshot()),
                        entry.database(),
                        "",
                        "",
                        "",
                        entry.author(),
                        null,
                        "",
                        entry.author(),
                        version(entry.snapshot() - 1));
            }
        }
        return rows;
    }

    /** The database's version after a commit, as all commands show it. */
    private static String version(long snapshot) {
        return "v1." + Math.max(0, snapshot);
    }

    private static Rows undo(CommandText text, CommandContext context) {
        Name name = text.name("the name of a table");
        Name as = text.accept("as") ? text.name("the new name") : name;
        text.cursor().expect("version");
        text.cursor().expect("=");
        Name version = text.text("a version in quotes");
        text.end();
        Matcher number = VERSION.matcher(version.text());
        if (!number.matches()) {
            throw Problem.SEMANTIC
                    .at(version.span(), "'" + version.text() + "' is no version.")
                    .hint(".show journal has it as OriginalEntityVersion, 'v1.23'.");
        }
        Snapshot before = context.store().snapshot(Long.parseLong(number.group(1)));
        TableDef table = before.table(context.database(), name.text())
                .orElseThrow(() -> Problem.UNKNOWN_TABLE.at(name.span(), name.text(), context.database()));
        Snapshot after = context.store()
                .commit(context.snapshot())
                .restoreTable(table, as.text())
                .run();
        TableDef restored = after.table(context.database(), as.text()).orElseThrow();
        Rows rows = Rows.of("ExtentId:guid, NumberOfRecords:long, Status:string, FailureReason:string");
        for (Extent extent : after.extents(new ScanRequest(restored, List.of(), List.of()))) {
            rows.add(OriginColumn.extentId(restored.id(), extent.id()), extent.rows(), "Recovered", "");
        }
        return rows;
    }
}
