package dev.kelp.faults;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.fuzz.Arguments;
import dev.kelp.text.KqlException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Fills the disk again and again while rows come in: reading goes on, and when there is room again so does ingestion. */
public final class FullDisk {
    private static final int MOST_ROOM = 400_000;
    private static final int ROWS = 500;

    private final FaultyDisk disk;
    private final Path folder;
    private final Random random = new Random(4);
    private final List<String> wrong = new ArrayList<>();
    private Contents contents;
    private long id;
    private int refused;
    private int done;
    private int opened;

    private FullDisk(FaultyDisk disk, Path folder) {
        this.disk = disk;
        this.folder = folder.resolve("lake");
        this.contents = Contents.NOTHING.columns("Events", "id:long", "text:string");
    }

    /** {@code --orders file --folder faulty --input folder --times 50}. */
    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.of(args);
        FullDisk full = new FullDisk(
                new FaultyDisk(Path.of(arguments.text("orders", ""))), Path.of(arguments.text("folder", "")));
        full.run(arguments.number("times", 50));
        System.exit(full.wrong.isEmpty() ? 0 : 1);
    }

    private void run(int times) {
        disk.heal();
        try (Engine engine = Engine.open(folder)) {
            engine.execute(Request.of(".create table Events (id:long, text:string)"))
                    .close();
            for (int time = 1; time <= times; time++) {
                fill(engine, "time " + time + ": ");
            }
        }
        try (Engine engine = Engine.open(folder)) {
            look(engine, contents, contents, "at the end: ");
        }
        DataFiles.faults(folder).forEach(wrong::add);
        List<String> left = DataFiles.orphans(folder);
        if (!left.isEmpty()) {
            wrong.add("left over " + left);
        }
        wrong.forEach(w -> System.out.println("WRONG " + w));
        System.out.printf(
                Locale.ROOT,
                "%d times full, %d commands refused, %d done, %d times opened while full, %d rows, %d wrong%n",
                times,
                refused,
                done,
                opened,
                contents.tables().get("Events").ids().size(),
                wrong.size());
    }

    private void fill(Engine engine, String when) {
        disk.room(random.nextInt(MOST_ROOM));
        int before = refused;
        // The first refusal need not be the last: small changes may find room yet.
        for (int i = 0; i < 1000 && refused < before + 4; i++) {
            step(engine, when, true);
        }
        try (Engine other = Engine.open(folder)) {
            look(other, contents, contents, when + "opened while full: ");
            opened++;
        } catch (KqlException e) {
            // A full disk may have no room for the locks of one more process.
        }
        disk.heal();
        step(engine, when + "after it: ", false);
        look(engine, contents, contents, when + "after it: ");
    }

    private void step(Engine engine, String when, boolean mayFail) {
        String command;
        Contents after;
        if (random.nextInt(8) == 0 && id > 0) {
            command = ".set-or-replace Events <| Events | where id > " + (id - 2 * ROWS);
            long from = id - 2 * ROWS;
            after = contents.kept("Events", i -> i > from);
        } else {
            command = ".append Events <| range id from " + (id + 1) + " to " + (id + ROWS)
                    + " step 1 | project id, text = strcat(hash(id), ' and ', hash(id * 7))";
            after = contents.added("Events", id + 1, id + ROWS);
            id += ROWS;
        }
        try {
            engine.execute(Request.of(command)).close();
            contents = after;
            done++;
        } catch (RuntimeException | Error e) {
            refused++;
            if (!mayFail || !(e instanceof KqlException)) {
                wrong.add(when + e);
            }
            contents = look(engine, contents, after, when);
        }
    }

    private Contents look(Engine engine, Contents before, Contents after, String when) {
        try {
            Contents there = Contents.of(engine);
            if (!there.equals(before) && !there.equals(after)) {
                wrong.add(when + "found " + there + " instead of " + before + " or " + after);
            }
            return there;
        } catch (RuntimeException e) {
            wrong.add(when + "reading: " + e);
            return before;
        }
    }
}
