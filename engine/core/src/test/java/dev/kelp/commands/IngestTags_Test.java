package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.tables.Extent;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags and times that an ingestion writes on its extents, and what is asked by them. */
class IngestTags_Test {
    @TempDir
    Path folder;

    private EngineFixture db;

    @BeforeEach
    void open() {
        db = new EngineFixture(folder.resolve("db"));
        db.run(".create table T (n:long)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void tagsAreReadBack() {
        db.run(".ingest inline into table T with (tags='[\"drop-by:a\",\"it\\'s\",\"drop-by:a\"]') <| 1");
        db.run(".append T with (tags=\"['b', 'c']\") <| print 2");
        db.run(".append T <| print 3");
        assertEquals(
                List.of(List.of(1L, "[\"drop-by:a\",\"it's\"]"), List.of(2L, "[\"b\",\"c\"]"), List.of(3L, "[]")),
                db.run("T | extend t = extent_tags() | sort by n asc"));
        assertEquals(
                List.of(List.of(1L)), db.run("T | where extent_tags() has 'drop-by:a' and extent_tags() has \"it's\""));
        assertEquals(List.of(List.of(2L)), db.run("T | extend t = extent_tags() | where t contains 'C' | project n"));
    }

    @Test
    void tagsThatAreNone() {
        for (String wrong : List.of("a", "[1]", "{}", "[\"a\"", "['a' 'b']", "[\"\"]", "[\"\\u0000\"]", "[['a']]")) {
            KqlException refused = db.refused(".append T with (tags=@'" + wrong.replace("'", "''") + "') <| print 1");
            assertTrue(refused.message().contains("tags"), refused.describe());
        }
        assertEquals(0L, db.cell("T | count"));
    }

    @Test
    void conditionsOnTagsAndTimesOpenNoOtherFile() throws IOException {
        db.run(".append T with (tags='[\"drop-by:x\"]') <| print 1");
        db.run(".append T with (tags='[\"drop-by:y\"]') <| print 2");
        Object cursor = db.cell("print cursor_current()");
        Object before = db.cell("T | summarize max(ingestion_time())");
        db.run(".append T with (tags='[\"drop-by:z\"]') <| print 3");
        // Files that a condition rules out are not even there any more.
        for (Extent extent : extents()) {
            if (!extent.arrival().tags().contains("drop-by:z")) {
                Files.delete(Path.of(extent.path()));
            }
        }
        for (String condition : List.of(
                "extent_tags() has 'drop-by:z'",
                "ingestion_time() > datetime(" + Ticks.format((Long) before) + ") + 0s",
                "cursor_after('" + cursor + "')")) {
            assertEquals(List.of(List.of(3L)), db.run("T | where " + condition), condition);
        }
        assertEquals(List.of(List.of(0L)), db.run("T | where ingestion_time() > now() + 1d | count"));
    }

    @Test
    void creationTimeIsTheExtents() {
        db.run(".append T with (creationTime='2017-02-13T11:09:36.7992775Z') <| print 1");
        assertEquals(
                Ticks.parse("2017-02-13T11:09:36.7992775Z"),
                extents().get(0).arrival().created());
        assertEquals(1L, db.cell("T | where ingestion_time() > ago(1h) | count"));
        assertEquals(
                Problem.WRONG_TYPE,
                db.refused(".append T with (creationTime='yesterday') <| print 1")
                        .problem());
    }

    @Test
    void ingestionsOfANameHappenOnce() {
        String command = ".append T with (tags='[\"ingest-by:a\"]', ingestIfNotExists='[\"a\"]') <| print 1";
        db.run(command);
        KqlException refused = db.refused(command);
        assertEquals(Problem.ALREADY_INGESTED, refused.problem());
        assertEquals("Table 'T' holds rows of 'a' already: nothing was added.", refused.message());
        db.run(command.replace("\"a\"]')", "\"A\"]')"));
        db.run(".set-or-append U with (tags='[\"ingest-by:a\"]', ingestIfNotExists='[\"a\"]') <| print 1");
        assertEquals(2L, db.cell("T | count"));
        db.run(".clear table T data");
        db.run(command);
        assertEquals(1L, db.cell("T | count"));
        db.refused(".set-or-replace T with (ingestIfNotExists='[\"b\", \"a\"]') <| print 2");
        assertEquals(1L, db.cell("T"));
    }

    @Test
    void ofEightWritersOfANameOneWins() throws Exception {
        List<Engine> engines = new ArrayList<>(List.of(db.engine));
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try (Engine other = Engine.open(folder.resolve("db"))) {
            engines.add(other);
            List<Callable<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Engine engine = engines.get(i % 2);
                all.add(() -> {
                    String text =
                            ".ingest inline into table T with (tags='[\"ingest-by:a\"]', ingestIfNotExists='[\"a\"]')"
                                    + " <| 1";
                    try {
                        engine.execute(Request.of(text)).close();
                        return true;
                    } catch (KqlException e) {
                        assertEquals(Problem.ALREADY_INGESTED, e.problem(), e.describe());
                        return false;
                    }
                });
            }
            int won = 0;
            for (Future<Boolean> writer : writers.invokeAll(all)) {
                won += writer.get() ? 1 : 0;
            }
            assertEquals(1, won);
        } finally {
            writers.shutdown();
        }
        assertEquals(1L, db.cell("T | count"));
        assertEquals(1, files(), "the files of those that lost are gone");
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("db/data"))) {
            return files.filter(f -> f.toString().endsWith(".parquet")).count();
        }
    }

    private List<Extent> extents() {
        TableDef table = db.engine.snapshot().table("main", "T").orElseThrow();
        return db.engine.snapshot().extents(new ScanRequest(table, List.of(OriginColumn.TAGS.column()), List.of()));
    }
}
