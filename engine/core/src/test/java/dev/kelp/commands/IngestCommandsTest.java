package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that fill tables, as a user writes them. */
class IngestCommandsTest {
    @TempDir
    Path folder;

    private Engine engine;

    @BeforeEach
    void open() {
        engine = Engine.open(folder.resolve("db"));
        run(".create table T (n:long, s:string)");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void inlineRows() {
        assertEquals(
                1, run(".ingest inline into table T <|\n1,a|b\n2,\"x\ny\"\n").size());
        assertEquals(List.of(List.of(1L, "a|b"), List.of(2L, "x\ny")), run("T | sort by n asc"));
        run(".ingest inline into table T with (format='json') <| {\"s\": \"j\", \"n\": 3}");
        assertEquals(List.of(List.of(3L)), run("T | count"));
    }

    @Test
    void inlineRowsThatAreWrong() {
        KqlException refused = refused(".ingest inline into table T <|\n1,a\n2,b,c\n");
        assertEquals(Problem.INGESTION, refused.problem());
        assertEquals("Line 2 of the inline data has 3 columns, table 'T' has 2: 2,b,c", refused.message());
        assertEquals(List.of(List.of(0L)), run("T | count"));
    }

    @Test
    void files() throws IOException {
        Path one = Files.writeString(folder.resolve("a 1.csv"), "n,s\n1,a\n");
        Files.writeString(folder.resolve("a 2.csv"), "n,s\n2,b\n");
        run(".ingest into table T (@'" + one + "') with (format='csv', ignoreFirstRecord=true)");
        assertEquals(List.of(List.of(1L, "a")), run("T"));
        run(".ingest into table T (h'" + folder + "/a*.csv', '" + one + "') with (ignoreFirstRecord=true)");
        assertEquals(List.of(List.of(4L)), run("T | count"));
        assertEquals(2, run(".show table T extents").size());
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        refusedAt(".ingest into table T (@'" + folder + "/none.csv')", "@'", "There is no file");
        refusedAt(".ingest into table T ('x.csv') with (format='cvs')", "'cvs'", "'cvs'");
        refusedAt(".ingest into table T ('x.csv') with (color='red')", "'red'", "'color'");
        refusedAt(".ingest into table U ('x.csv')", "U", "No table 'U'");
        refusedAt(".ingest into table T ('https://x/y.csv')", "'https", "may not read from x");
        refusedAt(".ingets into table T ('x.csv')", ".ingets", "ingets");
    }

    private void refusedAt(String text, String place, String part) {
        KqlException problem = refused(text);
        assertEquals("1:" + (text.indexOf(place) + 1), String.valueOf(problem.position()), problem.describe());
        assertTrue(problem.message().contains(part), problem.describe());
    }

    @Test
    void commandsFromQueries() {
        run(".set U <| range n from 1 to 3 step 1 | extend at = datetime(2020-01-01) + n * 1tick");
        assertEquals(3, run("U | where at > datetime(2020-01-01)").size());
        assertEquals(
                1, run("U | where at == datetime(2020-01-01T00:00:00.0000002Z)").size());
        run(".set-or-append U <| U | where n == 3");
        run(".append U <| print 9, datetime(null)");
        assertEquals(List.of(List.of(5L)), run("U | count"));
        run(".set-or-replace U <| U | where n == 9");
        assertEquals(List.of(List.of(1L)), run("U | count"));
        assertEquals(List.of("T"), run(".drop table U").get(0).subList(0, 1));
    }

    @Test
    void theTablesColumnsStayUnlessToldOtherwise() {
        refused(".set-or-replace T <| print 'x', 1");
        refused(".append T <| print 1, 'a', 2");
        refused(".append T with (recreate_schema=true) <| print 1, 'a'");
        run(".append T with (extend_schema=true, folder='f') <| print a=1, b='a', more=2.5");
        assertEquals(
                List.of(List.of("n:long,s:string,more:real", "f")),
                run(".show table T cslschema | project Schema, Folder"));
        run(".set-or-replace T with (recreate_schema=true, distributed=true) <| print x='x'");
        assertEquals(List.of(List.of("x:string", "f")), run(".show table T cslschema | project Schema, Folder"));
        assertEquals(List.of(List.of("x")), run("T"));
        run(".set-or-replace T <| print y='y'");
        assertEquals(List.of(List.of("y")), run("T | project x"));
    }

    private List<List<@Nullable Object>> run(String text) {
        try (Answer answer = engine.execute(Request.of(text))) {
            return answer.primary().frame().rows().stream().map(Arrays::asList).toList();
        }
    }

    private KqlException refused(String text) {
        return assertThrows(KqlException.class, () -> run(text));
    }
}
