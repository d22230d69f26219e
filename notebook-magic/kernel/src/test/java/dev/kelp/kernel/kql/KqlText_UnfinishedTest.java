package dev.kelp.kernel.kql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KqlText_UnfinishedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "flights | count; false",
                "flights |; true",
                "flights | where (a == 1; true",
                "print '('; false",
                "print \"unclosed; true",
                "print 1 // and (; false",
                "flights | // more below; true",
                "let x =; true"
            })
    void openEnds(String text, boolean unfinished) {
        assertEquals(unfinished, KqlText.isUnfinished(text), text);
    }

    @Test
    void commandsAfterABlankLineAreAskedSeparately() {
        assertEquals(
                List.of(".create table T (x: long)", "\n\n.show tables"),
                KqlCells.parts(".create table T (x: long)\n\n.show tables"));
        assertEquals(List.of("T\n\n| count"), KqlCells.parts("T\n\n| count"));
    }
}
