package dev.kelp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.run.Frame;
import dev.kelp.text.KqlException;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Engine_SqlTest {
    @TempDir
    Path folder;

    private Engine engine;

    @BeforeEach
    void fill() {
        engine = Engine.open(folder);
        engine.execute(Request.of(".set Readings <| range i from 1 to 4 step 1"
                        + " | project moment = datetime(2020-01-01) + i * 1h, took = i * 1m, room = strcat('r', tostring(i % 2)), v = i * 1.5,"
                        + " more = dynamic({\"a\":[1]}), d = decimal(2.5)"))
                .close();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private List<List<String>> rows(String sql) {
        try (Answer answer = engine.sql(Request.of(sql))) {
            Frame frame = answer.primary().frame();
            List<Field> fields = frame.schema().fields();
            return frame.rows().stream()
                    .map(row -> IntStream.range(0, row.length)
                            .mapToObj(c -> Values.text(row[c], fields.get(c).type()))
                            .toList())
                    .toList();
        }
    }

    @Test
    void tablesAreViewsWithSqlsOwnTypes() {
        assertEquals(
                List.of(List.of("r0", "9.0", "2"), List.of("r1", "6.0", "2")),
                rows(
                        "\nSELECT room, sum(v) AS v, count(*) AS n\nFROM readings WHERE moment >= TIMESTAMP '2020-01-01 01:00:00'"
                                + "\nGROUP BY ALL HAVING max(took) > INTERVAL 2 MINUTE OR room = 'r0' ORDER BY room; "));
    }

    @Test
    void everyTypeComesBack() {
        try (Answer answer = engine.sql(Request.of("SELECT * FROM Readings"))) {
            assertEquals(
                    List.of(
                            KqlType.DATETIME,
                            KqlType.TIMESPAN,
                            KqlType.STRING,
                            KqlType.REAL,
                            KqlType.DYNAMIC,
                            KqlType.DECIMAL),
                    answer.primary().frame().schema().fields().stream()
                            .map(Field::type)
                            .toList());
        }
        assertEquals(
                List.of("2020-01-01T01:00:00.0000000Z", "00:01:00", "r1", "1.5", "{\"a\":[1]}"),
                rows("SELECT * FROM Readings ORDER BY moment LIMIT 1").get(0).subList(0, 5));
    }

    @Test
    void mistakesAreToldInDuckDbsWordsAtTheLine() {
        KqlException wrong = assertThrows(KqlException.class, () -> rows("\n\nSELECT nope FROM Readings"));
        assertTrue(wrong.message().contains("nope"), wrong.message());
        assertTrue(wrong.message().contains("LINE 3"), wrong.message());
    }
}
