package dev.kelp.faults;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.fuzz.Arguments;
import dev.kelp.text.KqlException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Flips bits in extents, one at a time: every answer must be right or an error that names the file. */
public final class BitFlips {
    private static final List<String> QUERIES = List.of(
            "Events | sort by id asc",
            "Events | where id between (700 .. 800) | sort by id asc",
            "Events | summarize n = count(), s = sum(size), low = min(at) by kind | sort by kind asc",
            "Events | where text has 'number' and ratio > 0.5 | count");

    private final Engine engine;
    private final List<List<List<Object>>> expected = new ArrayList<>();
    private final TreeMap<String, Integer> errors = new TreeMap<>();
    private int right;
    private int named;
    private final List<String> wrong = new ArrayList<>();

    private BitFlips(Engine engine) {
        this.engine = engine;
        engine.execute(Request.of(".create table Events (id:long, at:datetime, text:string, kind:string, size:int,"
                        + " ratio:real, flag:bool, key:guid, price:decimal, more:dynamic, took:timespan)"))
                .close();
        for (int extent = 0; extent < 4; extent++) {
            engine.execute(Request.of(".append Events <| range id from " + extent * 400 + " to " + (extent * 400 + 399)
                            + " step 1 | project id, at = datetime(2026-11-23) + id * 1m, text = strcat('the number ', id),"
                            + " kind = tostring(id % 7), size = toint(id % 100), ratio = id / 1600.0, flag = id % 3 == 0,"
                            + " key = toguid(hash_md5(tostring(id))), price = todecimal(id) / 4,"
                            + " more = bag_pack('id', id), took = id * 1s"))
                    .close();
        }
        QUERIES.forEach(query -> expected.add(rows(query)));
    }

    /** {@code --folder folder --flips 10000 --seed 1}. */
    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.of(args);
        Path folder = Path.of(arguments.text("folder", ""));
        try (Engine engine = Engine.open(folder)) {
            BitFlips flips = new BitFlips(engine);
            List<String> wrong = flips.run(folder, arguments.number("flips", 10_000), arguments.number("seed", 1));
            flips.errors.forEach((error, n) -> System.out.println(n + " × " + error));
            System.exit(wrong.isEmpty() ? 0 : 1);
        }
    }

    /** What was wrong in so many flips of a new database. */
    static List<String> of(Path folder, int flips, int seed) throws IOException {
        try (Engine engine = Engine.open(folder)) {
            return new BitFlips(engine).run(folder, flips, seed);
        }
    }

    private List<String> run(Path folder, int flips, int seed) throws IOException {
        Random random = new Random(seed);
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
            files = all.filter(f -> f.toString().endsWith(".parquet")).sorted().toList();
        }
        for (int i = 0; i < flips; i++) {
            Path file = files.get(random.nextInt(files.size()));
            int place = random.nextInt((int) Files.size(file));
            int bit = 1 << random.nextInt(8);
            int query = random.nextInt(QUERIES.size());
            flip(file, place, bit, 2 * i);
            ask(query, file, "bit " + bit + " of byte " + place + " of " + Files.size(file));
            flip(file, place, bit, 2 * i + 1);
        }
        for (int query = 0; query < QUERIES.size(); query++) {
            ask(query, folder, "none");
        }
        System.out.printf(
                Locale.ROOT,
                "%d flips: %d right answers, %d errors that name the file, %d wrong%n",
                flips,
                right,
                named,
                wrong.size());
        return wrong;
    }

    private void ask(int query, Path file, String what) {
        try {
            if (rows(QUERIES.get(query)).equals(expected.get(query))) {
                right++;
            } else {
                wrong("a wrong answer", what + " in " + QUERIES.get(query));
            }
        } catch (KqlException e) {
            errors.merge(e.getMessage().replaceAll("kelp-[-0-9a-f]*", "…").replaceAll("\\d+", "N"), 1, Integer::sum);
            if (e.getMessage().contains(file.getFileName().toString())) {
                named++;
            } else {
                wrong("an error that doesn't name the file: " + e.getMessage(), what);
            }
        } catch (RuntimeException | Error e) {
            wrong("no error for users: " + e, what);
        }
    }

    private void wrong(String kind, String what) {
        wrong.add(kind + ": " + what);
        if (wrong.size() < 20) {
            System.out.println("WRONG " + wrong.get(wrong.size() - 1));
        }
    }

    /** At a time of its own: this process would not look at the same file again. */
    private static void flip(Path file, int place, int bit, int second) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(place);
            int old = bytes.read();
            bytes.seek(place);
            bytes.write(old ^ bit);
        }
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + second * 1000L));
    }

    private List<List<Object>> rows(String query) {
        try (Answer answer = engine.execute(Request.of(query))) {
            return answer.primary().frame().rows().stream().map(Arrays::asList).toList();
        }
    }
}
