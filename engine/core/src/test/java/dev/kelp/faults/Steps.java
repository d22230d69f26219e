package dev.kelp.faults;

import dev.kelp.Engine;
import dev.kelp.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A life of a database in a few steps, one of each kind of change.
 *
 * @param command what is run
 * @param effect what it makes of the contents
 */
record Steps(String command, UnaryOperator<Contents> effect) {
    private static final String[] WIDE = {"id:long", "at:datetime", "text:string", "extra:long"};

    void run(Engine engine) {
        engine.execute(Request.of(command)).close();
    }

    /** @param input a folder for the file that is ingested */
    static List<Steps> all(Path input) throws IOException {
        Path file = Files.writeString(
                input.resolve("events.csv"),
                LongStream.rangeClosed(1, 200).mapToObj(Steps::line).collect(Collectors.joining("\n")));
        return List.of(
                new Steps(
                        ".create table Events (id:long, at:datetime, text:string)",
                        c -> c.columns("Events", "id:long", "at:datetime", "text:string")),
                new Steps(".ingest into table Events ('" + file + "')", c -> c.added("Events", 1, 200)),
                new Steps(".set Copy <| Events | where id <= 50", c -> c.columns(
                                "Copy", "id:long", "at:datetime", "text:string")
                        .added("Copy", 1, 50)),
                new Steps(".append Copy <| Events | where id > 150", c -> c.added("Copy", 151, 200)),
                new Steps(".create-merge table Events (extra:long)", c -> c.renamed("Events", WIDE)),
                new Steps(
                        ".ingest inline into table Events <|\n" + line(201) + ",7\n" + line(202) + ",8",
                        c -> c.added("Events", 201, 202)),
                // Times finer than a microsecond need a further column.
                new Steps(
                        ".ingest inline into table Events <|\n203,2026-11-23T10:00:00.1234567Z,x,",
                        c -> c.added("Events", 203, 203)),
                new Steps(
                        ".set-or-replace Copy with (recreate_schema=true) <| Events | where id between (10 .. 19)",
                        c -> c.columns("Copy", WIDE).kept("Copy", id -> false).added("Copy", 10, 19)),
                new Steps(
                        ".delete table Events records <| Events | where id between (30 .. 39)",
                        c -> c.kept("Events", id -> id < 30 || id > 39)),
                new Steps(
                        ".rename column Events.text to note",
                        c -> c.renamed("Events", "id:long", "at:datetime", "note:string", "extra:long")),
                new Steps(
                        ".alter column Events.extra type=real",
                        c -> c.renamed("Events", "id:long", "at:datetime", "note:string", "extra:real")),
                new Steps(
                        ".delete table Events records <| Events | where id between (35 .. 44) or id == 203",
                        c -> c.kept("Events", id -> (id < 35 || id > 44) && id != 203)),
                new Steps(".clear table Copy data", c -> c.kept("Copy", id -> false)),
                new Steps(".drop table Copy", c -> c.without("Copy")),
                new Steps(
                        ".append Events <| range id from 301 to 320 step 1"
                                + " | project id, at = datetime(2026-11-23), note = 'late', extra = real(1)",
                        c -> c.added("Events", 301, 320)));
    }

    private static String line(long id) {
        return id + ",2026-11-23T10:00:00Z,text " + id;
    }
}
