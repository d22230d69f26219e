package dev.kelp.faults;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.fuzz.Arguments;
import dev.kelp.store.CatalogPlace;
import dev.kelp.store.PostgresServer;
import dev.kelp.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Many writers and readers in several processes on one database: every row is there once, every reader sees whole commits only, and
 * of those who bring the same thing one wins.
 */
public final class Crowd {
    static final int ROWS = 10;

    private Crowd() {}

    /** {@code --folder folder --processes 4 --writers 32 --readers 16 --batches 200 --catalog sqlite|postgres}. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        List<String> wrong = of(
                Path.of(arguments.text("folder", "")).resolve("lake"),
                arguments.text("catalog", "sqlite").equals("postgres"),
                arguments.number("processes", 4),
                arguments.number("writers", 32),
                arguments.number("readers", 16),
                arguments.number("batches", 200));
        wrong.forEach(w -> System.out.println("WRONG " + w));
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    /** What was wrong. */
    static List<String> of(Path folder, boolean postgres, int processes, int writers, int readers, int batches)
            throws Exception {
        if (postgres) {
            String url = PostgresServer.running().freshUrl();
            Store.open(CatalogPlace.postgres(folder, url)).close();
        }
        List<String> wrong = new ArrayList<>();
        try (Engine engine = Engine.open(folder)) {
            for (String table : List.of("Left", "Right", "Extents", "Tagged")) {
                engine.execute(Request.of(".create table " + table + " (id:long, n:long)"))
                        .close();
            }
            long start = System.nanoTime();
            List<Process> crowd = new ArrayList<>();
            for (int process = 0; process < processes; process++) {
                crowd.add(Worker.of(
                                CrowdMember.class,
                                List.of(),
                                "--folder",
                                folder.toString(),
                                "--first",
                                String.valueOf(process * (writers / processes)),
                                "--writers",
                                String.valueOf(writers / processes),
                                "--readers",
                                String.valueOf(readers / processes),
                                "--batches",
                                String.valueOf(batches))
                        .start());
            }
            for (Process member : crowd) {
                if (member.waitFor() != 0) {
                    wrong.add("a process ended with " + member.exitValue());
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long files = writers / CrowdMember.WITH_FILES;
            wrong.addAll(missing(engine, "Left", writers, batches, false));
            wrong.addAll(missing(engine, "Right", writers, batches, false));
            wrong.addAll(missing(engine, "Extents", writers, batches, true));
            long tagged = Contents.numbers(engine, "Tagged | count").get(0);
            if (tagged != (long) CrowdMember.TAGS * ROWS) {
                wrong.add("Tagged holds " + tagged + " rows, not " + CrowdMember.TAGS * ROWS);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d writers (%d of them with files) × %d batches and %d readers in %d processes, %.0f s,"
                            + " %d tags brought by %d each, %d wrong%n",
                    postgres ? "PostgreSQL" : "SQLite",
                    writers,
                    files,
                    batches,
                    readers,
                    processes,
                    seconds,
                    CrowdMember.TAGS,
                    Math.min(writers, CrowdMember.RIVALS),
                    wrong.size());
        }
        return wrong;
    }

    private static List<String> missing(Engine engine, String table, int writers, int batches, boolean files) {
        Map<Long, Integer> found = new HashMap<>();
        Contents.numbers(engine, table + " | project id").forEach(id -> found.merge(id, 1, Integer::sum));
        List<String> wrong = new ArrayList<>();
        long expected = 0;
        for (int writer = 0; writer < writers; writer++) {
            for (int row = 0; row < batches * ROWS && CrowdMember.hasFiles(writer) == files; row++, expected++) {
                long id = CrowdMember.id(writer, row);
                if (found.getOrDefault(id, 0) != 1) {
                    wrong.add(table + " holds row " + id + " " + found.getOrDefault(id, 0) + " times");
                }
            }
        }
        if (expected != found.size()) {
            wrong.add(table + " holds " + found.size() + " rows, not " + expected);
        }
        return wrong.size() > 10 ? wrong.subList(0, 10) : wrong;
    }
}
