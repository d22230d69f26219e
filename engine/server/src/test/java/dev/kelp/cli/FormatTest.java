package dev.kelp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How answers look. */
class FormatTest {
    private static final String COLUMNS = "Name:string,Depth:real,Seen:datetime,Tags:dynamic,Alive:bool";

    private static Rows kelps() {
        return new ListRows(
                COLUMNS,
                List.of(
                        Arrays.asList("giant, \"Macrocystis\"", 12.0, 0L, "{\"a\":[1]}", true),
                        Arrays.asList("bull\nkelp", null, null, null, null)));
    }

    private static String print(Format format, int width, Rows... tables) throws IOException {
        StringWriter out = new StringWriter();
        Format.Printer printer = format.printer(out, width);
        for (Rows rows : tables) {
            printer.print(rows);
        }
        return out.toString();
    }

    @Test
    void table() throws IOException {
        assertEquals("""
                Name                  Depth  Seen                  Tags       Alive
                ────────────────────  ─────  ────────────────────  ─────────  ─────
                giant, "Macrocystis"     12  0001-01-01T00:00:00Z  {"a":[1]}  true
                bull↵kelp
                """, print(Format.TABLE, 0, kelps()));
    }

    @Test
    void table_onATerminal_fitsTheLine() throws IOException {
        String printed = print(Format.TABLE, 48, kelps());
        assertEquals("""
                Name        Depth  Seen         Tags       Alive
                ──────────  ─────  ───────────  ─────────  ─────
                giant, "M…     12  0001-01-01…  {"a":[1]}  true
                bull↵kelp
                """, printed);
        assertTrue(printed.lines().allMatch(line -> Glyphs.width(line) <= 48));
    }

    @Test
    void table_alignsWideLetters_andStopsControlCharacters() throws IOException {
        Rows rows = new ListRows(
                "k:string,n:long", List.of(List.of("昆布", 1L), List.of("\u001b[2J", 22L), List.of("é", 3L)));
        assertEquals("""
                k      n
                ────  ──
                昆布   1
                \uFFFD[2J  22
                e\u0301      3
                """.replace("e\u0301", "é"), print(Format.TABLE, 0, rows));
    }

    @Test
    void table_ofManyRows_goesOnAfterMeasuring() throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long i = 0; i < 2500; i++) {
            rows.add(List.of(i, "x".repeat(i == 2400 ? 20 : 1)));
        }
        List<String> lines = print(Format.TABLE, 0, new ListRows("n:long,s:string", rows))
                .lines()
                .toList();
        assertEquals(2502, lines.size());
        assertEquals("2400  " + "x".repeat(20), lines.get(2402));
    }

    @Test
    void tables_afterOneAnother() throws IOException {
        Rows one = new ListRows("n:long", List.of(List.of(1L)));
        Rows none = new ListRows("m:long", List.of());
        assertEquals("n\n─\n1\n\nm\n─\n", print(Format.TABLE, 0, one, none));
    }

    @Test
    void csv_byTheRules() throws IOException {
        assertEquals(
                "Name,Depth,Seen,Tags,Alive\r\n"
                        + "\"giant, \"\"Macrocystis\"\"\",12,0001-01-01T00:00:00Z,\"{\"\"a\"\":[1]}\",true\r\n"
                        + "\"bull\nkelp\",,,,\r\n",
                print(Format.CSV, 0, kelps()));
    }

    @Test
    void json_arrayOfObjects() throws IOException {
        assertEquals("""
                [
                  {"Name":"giant, \\"Macrocystis\\"","Depth":12,"Seen":"0001-01-01T00:00:00Z","Tags":{"a":[1]},"Alive":true},
                  {"Name":"bull\\nkelp","Depth":null,"Seen":null,"Tags":null,"Alive":null}
                ]
                """, print(Format.JSON, 0, kelps()));
        assertEquals("[]\n", print(Format.JSON, 0, new ListRows("n:long", List.of())));
    }

    @Test
    void ndjson_anObjectALine() throws IOException {
        Rows rows = new ListRows("n:real,t:timespan", List.of(List.of(Double.NaN, 10_000_000L), List.of(0.5, 0L)));
        assertEquals("""
                {"n":"NaN","t":"00:00:01"}
                {"n":0.5,"t":"00:00:00"}
                """, print(Format.NDJSON, 0, rows));
    }

    @Test
    void progress_textOfALine() {
        assertEquals("2.5 s reading flights", ProgressLine.text(-1, "reading flights", 2.5));
        assertEquals("[██████████          ]  50 % 1.0 s running", ProgressLine.text(0.5, "", 1));
    }
}
