package dev.kelp.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.kelp.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every golden file on DuckDB. With {@code -Dkelp.golden.update=true} it writes the answers into the files instead, for review. */
class GoldenTest {
    private static final Path FILES = Path.of("src/test/resources/golden");

    @TempDir
    static Path folder;

    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = GoldenRunner.open(folder);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @TestFactory
    Stream<DynamicContainer> files() {
        GoldenRunner runner = new GoldenRunner(engine, "duckdb");
        boolean update = Boolean.getBoolean("kelp.golden.update");
        return GoldenFile.below(FILES).stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        FILES.relativize(file.path()).toString(),
                        update
                                ? Stream.of(rewrite(file, runner))
                                : file.cases().stream().map(c -> test(c, runner))));
    }

    private static DynamicTest test(GoldenFile.Case golden, GoldenRunner runner) {
        return DynamicTest.dynamicTest(golden.name(), () -> {
            assertFalse(golden.expected().isEmpty(), "no expectation written: run dev/golden-update");
            List<String> answer = runner.answer(golden);
            if (golden.skips().containsKey("duckdb")) {
                assertNotEquals(golden.expected(), answer, "it passes: take the skip away");
            } else {
                assertEquals(String.join("\n", golden.expected()), String.join("\n", answer), golden.query());
            }
        });
    }

    private static DynamicTest rewrite(GoldenFile file, GoldenRunner runner) {
        return DynamicTest.dynamicTest(
                "update",
                () -> file.rewrite(
                        file.path(), file.cases().stream().map(runner::answer).toList()));
    }
}
