package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.text.KqlException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An engine over a folder, asked as a user asks. */
final class EngineFixture implements AutoCloseable {
    final Engine engine;

    EngineFixture(Path folder) {
        this(Engine.open(folder));
    }

    EngineFixture(Engine engine) {
        this.engine = engine;
    }

    /** The rows of an answer's first table, each cell in its carrier. */
    List<List<@Nullable Object>> run(String text) {
        return run(Request.of(text));
    }

    List<List<@Nullable Object>> run(Request request) {
        try (Answer answer = engine.execute(request)) {
            return answer.primary().frame().rows().stream().map(Arrays::asList).toList();
        }
    }

    /** The only cell of an answer. */
    @Nullable
    Object cell(String text) {
        return run(text).get(0).get(0);
    }

    List<String> columns(String text) {
        try (Answer answer = engine.execute(Request.of(text))) {
            return answer.primary().frame().schema().names();
        }
    }

    KqlException refused(String text) {
        return assertThrows(KqlException.class, () -> run(text), text);
    }

    @Override
    public void close() {
        engine.close();
    }
}
