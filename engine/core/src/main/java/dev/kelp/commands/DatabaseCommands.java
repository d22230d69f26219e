package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.text.Problem;
import java.util.List;

/** Making and dropping databases. */
final class DatabaseCommands {
    static final List<Command> ROWS = List.of(
            new Command(
                    "create database",
                    ".create database D [ifnotexists]",
                    "Makes a database: a group of tables beside the default one.",
                    DatabaseCommands::create),
            new Command(
                    "drop database",
                    ".drop database D [ifexists]",
                    "Drops a database with its tables; answers the databases that are left.",
                    DatabaseCommands::drop));

    private DatabaseCommands() {}

    private static Rows create(CommandText text, CommandContext context) {
        Name name = text.name("the name of a database");
        // Where databases are kept is settled here: their files are in the one folder of the engine.
        if (text.accept("persist")) {
            throw Problem.NOT_SUPPORTED.at(name.span(), "A place of a database's own (persist)");
        }
        text.accept("volatile");
        boolean ifNotExists = text.accept("ifnotexists");
        text.end();
        if (!ifNotExists || context.snapshot().database(name.text()).isEmpty()) {
            context.store()
                    .commit(context.snapshot())
                    .createDatabase(name.text())
                    .run();
        }
        return Rows.of(
                        "DatabaseName:string, PersistentPath:string, Created:string, StoresMetadata:bool, StoresData:bool")
                .add(name.text(), "", "true", true, true);
    }

    private static Rows drop(CommandText text, CommandContext context) {
        Name name = text.name("the name of a database");
        boolean ifExists = text.accept("ifexists");
        text.end();
        String known = context.snapshot().database(name.text()).orElse("");
        if (known.isEmpty() && !ifExists) {
            throw Problem.UNKNOWN_DATABASE.at(name.span(), name.text());
        }
        if (known.equals(context.snapshot().databases().get(0))) {
            throw Problem.SEMANTIC.at(name.span(), "The default database cannot be dropped.");
        }
        Rows rows = Rows.of("DatabaseName:string");
        (known.isEmpty()
                        ? context.snapshot()
                        : context.store()
                                .commit(context.snapshot())
                                .dropDatabase(known)
                                .run())
                .databases()
                .forEach(rows::add);
        return rows;
    }
}
