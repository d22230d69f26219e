package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Frame;
import dev.kelp.text.KqlException;
import java.nio.file.Path;
import java.util.ArrayList;
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
            Frame frame = answer.primary().frame();
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (frame.next()) {
                for (int row = 0; row < frame.batch().getRowCount(); row++) {
                    List<@Nullable Object> cells = new ArrayList<>();
                    for (int column = 0; column < frame.schema().size(); column++) {
                        cells.add(frame.value(row, column));
                    }
                    rows.add(cells);
                }
            }
            return rows;
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
