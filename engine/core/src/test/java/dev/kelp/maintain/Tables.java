package dev.kelp.maintain;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.store.CatalogPlace;
import dev.kelp.store.Store;
import dev.kelp.tables.TableDef;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of tables, asked by KQL and kept in order by maintenance. */
final class Tables implements AutoCloseable {
    final Engine engine;
    final Store store;
    final DuckDb duckDb = DuckDb.open();
    private final Path folder;

    Tables(CatalogPlace place) {
        folder = place.folder();
        store = Store.open(place);
        engine = Engine.open(folder);
    }

    List<List<@Nullable Object>> run(String text) {
        return run(Request.of(text));
    }

    List<List<@Nullable Object>> run(Request request) {
        try (Answer answer = engine.execute(request)) {
            return answer.primary().frame().rows().stream().map(Arrays::asList).toList();
        }
    }

    /** What the table holds, with how each row came in. */
    List<List<@Nullable Object>> rows() {
        return run("T | project n, s, d, ingestion_time() | order by n asc");
    }

    long count() {
        return (Long) run("T | count").get(0).get(0);
    }

    /** How many rows a snapshot shows. */
    long countAt(long snapshot) {
        return (Long)
                run("set kelp_snapshot = " + snapshot + "; T | count").get(0).get(0);
    }

    long extents() {
        return (Long) run(".show table T extents | count").get(0).get(0);
    }

    TableDef table() {
        return store.snapshot().table("main", "T").orElseThrow();
    }

    Maintenance maintenance() {
        return new Maintenance(store, duckDb);
    }

    Maintenance.Report maintain() {
        return maintenance().run(now(), new Cancellation());
    }

    static long now() {
        return Ticks.UNIX_EPOCH + Instant.now().getEpochSecond() * Ticks.PER_SECOND;
    }

    /** The names of the data files there are. */
    List<String> files() {
        return paths().stream()
                .map(f -> String.valueOf(f.getFileName()))
                .sorted()
                .toList();
    }

    List<Path> paths() {
        try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
            return all.filter(f -> f.toString().endsWith(".parquet")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    @Override
    public void close() {
        engine.close();
        store.close();
        duckDb.close();
    }
}
