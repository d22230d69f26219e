package dev.kelp.bench;

import dev.kelp.Compiler;
import dev.kelp.Engine;
import dev.kelp.functions.Dialect;
import dev.kelp.store.Snapshot;
import dev.kelp.text.KqlException;
import dev.kelp.types.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a query's text to its SQL. Each sample is one compilation; the queries take turns, so the percentiles are those of the
 * whole set. Queries that don't compile are left out, and said; those longer than {@link #LONG} characters are literal tables and
 * measured apart.
 *
 * <p>The queries are the lines {@code {"query": "…"}} of the file that the system property {@code kelp.queries} names.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class CompileTime {
    private static final int LONG = 1_000;

    @Param({"ordinary", "long"})
    public String queries = "";

    private final List<String> texts = new ArrayList<>();
    private @Nullable Engine engine;
    private @Nullable Snapshot snapshot;
    private int turn;

    @Setup(Level.Trial)
    public void read() throws IOException {
        Engine opened = Engine.open(Files.createTempDirectory("kelp-bench"));
        engine = opened;
        snapshot = opened.snapshot();
        int refused = 0;
        String file = Objects.requireNonNull(System.getProperty("kelp.queries"), "-Dkelp.queries=FILE is not given");
        for (String line : Files.readAllLines(Path.of(file))) {
            String query = query(line);
            if (query.length() > LONG != queries.equals("long")) {
                continue;
            }
            try {
                compile(query);
                texts.add(query);
            } catch (KqlException e) {
                refused++;
            }
        }
        if (texts.isEmpty()) {
            throw new IllegalStateException("none of the " + queries + " queries compiles");
        }
        System.out.println(texts.size() + " queries, " + refused + " more don't compile");
    }

    private static String query(String line) {
        if (Json.parse(line) instanceof Json.Bag bag && bag.properties().get("query") instanceof Json.Text text) {
            return text.value();
        }
        throw new IllegalArgumentException("no query in " + line);
    }

    @Benchmark
    public Compiler.Program compile() {
        turn = turn + 1 < texts.size() ? turn + 1 : 0;
        return compile(texts.get(turn));
    }

    private Compiler.Program compile(String text) {
        return Compiler.compile(text, Objects.requireNonNull(snapshot), "main", 0, Map.of(), Dialect.DUCKDB);
    }

    @TearDown(Level.Trial)
    public void close() {
        Objects.requireNonNull(engine).close();
    }
}
