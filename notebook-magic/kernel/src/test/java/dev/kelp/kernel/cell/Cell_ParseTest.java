package dev.kelp.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class Cell_ParseTest {
    @Test
    void plainTextIsKql() {
        Cell cell = Cell.parse("flights\n| count");
        assertEquals("kql", cell.language());
        assertEquals("flights\n| count", cell.body());
    }

    @Test
    void languageMayFollowBlankLines() {
        Cell cell = Cell.parse("\n\n%%java\nint x = 1;");
        assertEquals("java", cell.language());
        assertEquals("\n\n\nint x = 1;", cell.body());
    }

    @Test
    void bodyMayBeginOnTheLineOfTheLanguage() {
        assertEquals("select\n1", Cell.parse("%%sql select\n1").body());
    }

    @Test
    void lineMagicsStandAtTheHeadOnly() {
        Cell cell = Cell.parse("%data \"my folder\"\n%database D\nT\n| extend x = a\n% b");
        assertEquals(List.of("data \"my folder\"", "database D"), cell.magics());
        assertEquals("\n\nT\n| extend x = a\n% b", cell.body());
    }

    @Test
    void placesInTheBodyArePlacesInTheCell() {
        String text = "%executor duckdb\nprint nope";
        Cell cell = Cell.parse(text);
        assertEquals(
                2, cell.body().substring(0, cell.body().indexOf("nope")).lines().count());
        assertEquals(text.indexOf("print"), cell.bodyStart());
    }

    @Test
    void languageAloneIsBlank() {
        assertTrue(Cell.parse("%%kql").isBlank());
        assertTrue(Cell.parse("").isBlank());
    }
}
