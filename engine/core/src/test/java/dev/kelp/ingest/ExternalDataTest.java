package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.text.KqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of files in queries. */
class ExternalDataTest {
    @TempDir
    Path folder;

    @Test
    void formatsByEndingAndByName() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "n,s\n1,x\n2,\"y,z\"\n");
        Files.writeString(folder.resolve("b.txt"), "3\tw\n");
        Files.writeString(folder.resolve("c.json"), "{\"n\":4,\"s\":\"v\",\"more\":[1]}\n{\"s\":\"u\"}\n");
        try (Engine engine = Engine.open(folder.resolve("data"))) {
            assertEquals(
                    List.of("1 x", "2 y,z"),
                    rows(engine, "externaldata(n: long, s: string) [Here] with (ignoreFirstRecord=true)", "a.csv"));
            assertEquals(
                    List.of("3 w"),
                    rows(engine, "externaldata(n: long, s: string) [Here] with (format='tsv')", "b.txt"));
            assertEquals(List.of("4 v", "null u"), rows(engine, "externaldata(n: long, s: string) [Here]", "c.json"));
            assertEquals(
                    List.of("1 x", "2 y,z"),
                    rows(
                            engine,
                            "inline_external_table(n: long, s: string) kind=storage dataformat=csv (Here)"
                                    + " with (includeHeaders='All')",
                            "a.csv"));
        }
    }

    @Test
    void cellsThatAreNoValueAreToldOf() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "x\n");
        try (Engine engine = Engine.open(folder.resolve("data"))) {
            KqlException refused = assertThrows(
                    KqlException.class, () -> rows(engine, "externaldata(n: long) [Here] | extend s = ''", "a.csv"));
            assertEquals("KQ4001", refused.problem().code());
        }
    }

    private List<String> rows(Engine engine, String query, String file) {
        String place = folder.resolve(file).toUri().toString();
        Request request = Request.of("declare query_parameters(Here: string);\n" + query + " | project n, s")
                .parameters(Map.of("Here", place));
        try (Answer answer = engine.execute(request)) {
            return answer.primary().frame().rows().stream()
                    .map(row -> row[0] + " " + row[1])
                    .toList();
        }
    }
}
