package dev.kelp.soak;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.text.KqlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** All that changes tables by commands, a step at a time. For one thread. */
final class Changes {
    private static final int ROWS = 60;

    private final Engine engine;
    private final Run run;
    private final Random random;
    private final Ledger files;
    private final Ledger shapes;
    private final Path input;
    private long number;

    /** @param input a folder for the files that are ingested */
    Changes(Engine engine, Run run, Ledger files, Ledger shapes, Path input, long seed) {
        this.engine = engine;
        this.run = run;
        this.files = files;
        this.shapes = shapes;
        this.input = input;
        this.random = new Random(seed);
    }

    void step() {
        number++;
        switch (random.nextInt(14)) {
            case 0, 1 -> ingestFile("csv", "%d,2026-11-23T10:00:00Z,%s,1.5,{}");
            case 2, 3 -> ingestFile("json", "{\"id\": %d, \"text\": \"%s\", \"bag\": {\"a\": [1, 2.5]}}");
            case 4, 5 -> add(files, first -> ".set-or-append Files <| " + range(first, ", bag = dynamic({})"));
            case 6 -> add(files, first -> ".append async Files <| " + range(first, ", bag = dynamic(null)"));
            case 7 -> ingestInline();
            case 8, 9 -> delete(random.nextBoolean() ? files : shapes);
            case 10 -> reshape();
            case 11 -> makeAndDrop();
            case 12 ->
                add(
                        shapes,
                        first -> ".ingest inline into table Shapes with (format='multijson') <|\n"
                                + lines(first, "{\"id\": %d}"));
            default -> refused();
        }
    }

    private void ingestFile(String format, String line) {
        Path file = input.resolve("rows-" + number + "." + format);
        try {
            add(files, first -> {
                try {
                    Files.writeString(file, lines(first, line));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return ".ingest into table Files ('" + file + "') with (format='" + format + "', tags='[\"drop-by:"
                        + format + "\"]')";
            });
        } finally {
            remove(file);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ingestInline() {
        add(files, first -> ".ingest inline into table Files <|\n" + lines(first, "%d,2026-11-23,%s,2.5,[]"));
    }

    private interface Command {
        String of(long first);
    }

    /** Adds a batch. What runs in the background is waited for at the end of the step. */
    private void add(Ledger ledger, Command command) {
        long batch = ledger.begin(ROWS);
        String text = command.of(batch * Ledger.SPAN);
        try {
            if (text.startsWith(".append async")) {
                String state = awaited(Answers.cell(engine, text));
                run.count("append async");
                if (!state.equals("Completed")) {
                    ledger.refused(batch);
                    throw new IllegalStateException("The operation ended as " + state);
                }
            } else {
                run.done(text);
                engine.execute(Request.of(text)).close();
            }
            ledger.done(batch);
        } catch (KqlException e) {
            ledger.refused(batch);
            run.refused(text, e);
        }
    }

    private String awaited(String operation) {
        while (true) {
            String state = Answers.cell(engine, ".show operations " + operation + " | project State");
            if (!state.equals("InProgress") && !state.equals("Scheduled")) {
                return state;
            }
            run.pause(20);
        }
    }

    private void delete(Ledger ledger) {
        long batch = ledger.any(random);
        if (batch < 0) {
            return;
        }
        String text = ".delete table " + ledger.table() + " records <| " + ledger.table() + " | where id between ("
                + batch * Ledger.SPAN + " .. " + (batch * Ledger.SPAN + Ledger.SPAN - 1) + ")";
        if (command(text)) {
            ledger.deleted(batch);
        }
    }

    private void reshape() {
        String column = "c" + random.nextInt(6);
        command(
                switch (random.nextInt(5)) {
                    case 0, 1 -> ".alter-merge table Shapes (" + column + ":long)";
                    case 2 -> ".drop column Shapes." + column + " ifexists";
                    case 3 -> ".rename column Shapes." + column + " to d" + random.nextInt(6);
                    default -> ".drop column Shapes.d" + random.nextInt(6) + " ifexists";
                });
    }

    /** Tables of new names and of old ones, with files and with rows inside the catalogue. */
    private void makeAndDrop() {
        String name = random.nextBoolean() ? "Own" : "Own" + number;
        command(".set " + name + " <| range id from 1 to 500 step 1 | extend text = tostring(id)");
        if (random.nextBoolean()) {
            command(".alter table " + name + " policy retention '{\"SoftDeletePeriod\":\"1.00:00:00\"}'");
            command(".create table " + name
                    + " ingestion csv mapping 'm' '[{\"Column\":\"id\",\"Properties\":{\"Ordinal\":0}}]'");
            engine.stream()
                    .append(
                            "main",
                            name,
                            LongStream.range(0, 20)
                                    .mapToObj(id -> new Object[] {id, "streamed"})
                                    .toList(),
                            "");
        }
        String count = Answers.cell(engine, name + " | count");
        if (!count.equals("500") && !count.equals("520")) {
            run.wrong(name + " holds " + count + " rows");
        }
        command(".drop table " + name);
    }

    /** Ingestions that nothing comes of. */
    private void refused() {
        String text = random.nextBoolean()
                ? ".ingest inline into table Files <|\nx,y,z"
                : ".append Files <| print id = 1, more = 'columns than there are', than = 3";
        try {
            engine.execute(Request.of(text)).close();
            run.wrong("not refused: " + text);
        } catch (KqlException e) {
            run.count("refused ingestions");
        }
    }

    /** Others may be in the way; then nothing was done. */
    private boolean command(String text) {
        try {
            engine.execute(Request.of(text)).close();
            run.done(text);
            return true;
        } catch (KqlException e) {
            run.refused(text, e);
            return false;
        }
    }

    private static String range(long first, String more) {
        return "range id from " + first + " to " + (first + ROWS - 1)
                + " step 1 | extend at = datetime(2026-11-23) + id * 1tick, text = strcat('t', id), value = id / 2.0"
                + more;
    }

    private String lines(long first, String line) {
        return LongStream.range(first, first + ROWS)
                .mapToObj(id -> String.format(Locale.ROOT, line, id, "text " + id % 7 + " of " + number))
                .collect(Collectors.joining("\n"));
    }
}
