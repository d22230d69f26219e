package dev.kelp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.kelp.Engine;
import dev.kelp.golden.GoldenFile;
import dev.kelp.golden.GoldenRunner;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The golden files of the engine, answered by Spark: the same rows, digit for digit. */
@Tag("slow")
class GoldenOnSparkTest {
    @TempDir
    static Path folder;

    private static Engine engine;

    @BeforeAll
    static void open() {
        LocalSpark.session();
        engine = GoldenRunner.open(folder);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @TestFactory
    Stream<DynamicContainer> files() throws Exception {
        GoldenRunner runner = new GoldenRunner(engine, "spark");
        URI uri =
                Objects.requireNonNull(GoldenFile.class.getResource("/golden")).toURI();
        if (uri.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return containers(jar.getPath("/golden"), runner);
            }
        }
        return containers(Path.of(uri), runner);
    }

    private static Stream<DynamicContainer> containers(Path root, GoldenRunner runner) {
        // All is read before the jar is closed.
        return GoldenFile.below(root).stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        root.relativize(file.path()).toString(),
                        file.cases().stream().map(c -> test(c, runner)).toList()))
                .toList()
                .stream();
    }

    private static DynamicTest test(GoldenFile.Case golden, GoldenRunner runner) {
        return DynamicTest.dynamicTest(golden.name(), () -> {
            List<String> answer = runner.answer(golden);
            if (golden.skips().containsKey("spark")) {
                assertNotEquals(golden.expected(), answer, "it passes: take the skip away");
            } else {
                assertEquals(String.join("\n", golden.expected()), String.join("\n", answer), golden.query());
            }
        });
    }
}
