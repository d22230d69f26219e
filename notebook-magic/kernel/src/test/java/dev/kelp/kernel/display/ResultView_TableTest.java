package dev.kelp.kernel.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import dev.kelp.types.Ticks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultView_TableTest {
    private static final Schema SCHEMA = Schema.of(
            new Field("when", KqlType.DATETIME), new Field("<who>", KqlType.STRING), new Field("n", KqlType.LONG));

    private static Table table(int rows) {
        List<@Nullable Object[]> cells = new ArrayList<>();
        for (long i = 0; i < rows; i++) {
            cells.add(new Object[] {Ticks.of(LocalDate.of(2013, 1, 1)) + i, "a & b", i % 2 == 0 ? i : null});
        }
        return new Table(SCHEMA, cells, rows);
    }

    @Test
    void plainTextIsAligned() {
        String plain =
                ResultView.table(table(2), 12_000_000).data().path("text/plain").asText();
        assertEquals("""
                when                         <who>  n
                ---------------------------  -----  ----
                2013-01-01 00:00:00          a & b     0
                2013-01-01 00:00:00.0000001  a & b  null
                2 rows, 12 ms""".replace("<who>  n\n", "<who>     n\n"), plain);
    }

    @Test
    void htmlIsEscapedAndHasNoScript() {
        String html = ResultView.table(table(1), 0).data().path("text/html").asText();
        assertTrue(html.contains("&lt;who&gt;"), html);
        assertTrue(html.contains("a &amp; b"), html);
        assertFalse(html.contains("<script"), html);
    }

    @Test
    void longResultsAreCutAndSayHowLongTheyAre() {
        String html = ResultView.table(table(5_000), 0).data().path("text/html").asText();
        assertTrue(html.contains("5,000 rows, the first 50 shown"), html.substring(html.length() - 200));
        assertEquals(51, html.split("<tr>", -1).length - 1);
    }

    @Test
    void realsKeepWhatIsReadOfThem() {
        assertEquals("0.33333333", CellText.of(1 / 3.0, KqlType.REAL));
        assertEquals("2.0", CellText.of(2.0, KqlType.REAL));
        assertEquals("123456.78", CellText.of(123_456.78, KqlType.REAL));
        assertEquals("1.00000e-07", CellText.of(1e-7, KqlType.REAL));
        assertEquals("NaN", CellText.of(Double.NaN, KqlType.REAL));
    }
}
