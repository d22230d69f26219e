package dev.kelp.faults;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.ingest.InlinedFlush;
import dev.kelp.maintain.Maintenance;
import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.store.Store;
import dev.kelp.types.Ticks;
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
 * @param what in words; a command as it is
 * @param work does it
 * @param effect what it makes of the contents
 */
record Steps(String what, Work work, UnaryOperator<Contents> effect) {
    private static final String[] WIDE = {"id:long", "at:datetime", "text:string", "extra:long"};

    /** One change of a database. */
    @FunctionalInterface
    interface Work {
        /**
         * Does it.
         *
         * @param store of the same database
         * @param duckDb for files that the store's upkeep writes
         */
        void on(Engine engine, Store store, DuckDb duckDb);
    }

    private Steps(String command, UnaryOperator<Contents> effect) {
        this(
                command,
                (engine, store, duckDb) -> engine.execute(Request.of(command)).close(),
                effect);
    }

    /** Rows that go into the catalogue. */
    private static Steps stream(long from, long to) {
        return new Steps(
                "stream " + from + " to " + to,
                (engine, store, duckDb) -> engine.stream()
                        .append(
                                "main",
                                "Events",
                                LongStream.rangeClosed(from, to)
                                        .mapToObj(id -> row(engine, id))
                                        .toList(),
                                ""),
                c -> c.added("Events", from, to));
    }

    /** As wide as the table is now. */
    private static Object[] row(Engine engine, long id) {
        Object[] cells = new Object
                [engine.snapshot()
                        .table("main", "Events")
                        .orElseThrow()
                        .columns()
                        .size()];
        cells[0] = id;
        cells[2] = "streamed";
        return cells;
    }

    /** Rows go from the catalogue into files. */
    private static Steps flush() {
        return new Steps(
                "flush",
                (engine, store, duckDb) ->
                        new InlinedFlush(store, duckDb).run(InlinedFlush.Due.NOW, new Cancellation()),
                c -> c);
    }

    /** Merges, rewrites, forgets all snapshots but the newest, deletes what nothing needs. */
    private static Steps upkeep() {
        return new Steps(
                "upkeep",
                (engine, store, duckDb) -> {
                    long later = Ticks.UNIX_EPOCH
                            + System.currentTimeMillis() / 1000 * Ticks.PER_SECOND
                            + 30 * Ticks.PER_DAY;
                    new Maintenance(store, duckDb).run(later, new Cancellation());
                },
                c -> c);
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
                stream(401, 420),
                stream(421, 440),
                new Steps(
                        ".delete table Events records <| Events | where id between (410 .. 425) or id == 60",
                        c -> c.kept("Events", id -> (id < 410 || id > 425) && id != 60)),
                flush(),
                stream(441, 460),
                new Steps(
                        ".alter-merge table Events (later:string)",
                        c -> c.renamed(
                                "Events", "id:long", "at:datetime", "note:string", "extra:real", "later:string")),
                stream(461, 470),
                flush(),
                new Steps(
                        ".drop column Events.later",
                        c -> c.renamed("Events", "id:long", "at:datetime", "note:string", "extra:real")),
                append(301, 320, "[]"),
                append(321, 330, "[\"drop-by:old\"]"),
                append(331, 340, "[]"),
                new Steps(
                        ".drop extents <| .show table Events extents | where Tags has 'drop-by:old'",
                        c -> c.kept("Events", id -> id < 321 || id > 330)),
                new Steps(
                        ".delete table Events records <| Events | where id between (331 .. 339)",
                        c -> c.kept("Events", id -> id < 331 || id > 339)),
                upkeep(),
                append(341, 350, "[]"),
                upkeep());
    }

    private static Steps append(long from, long to, String tags) {
        return new Steps(
                ".append Events with (tags='" + tags + "') <| range id from " + from + " to " + to + " step 1"
                        + " | project id, at = datetime(2026-11-23), note = 'late', extra = real(1)",
                c -> c.added("Events", from, to));
    }

    private static String line(long id) {
        return id + ",2026-11-23T10:00:00Z,text " + id;
    }
}
