package dev.kelp.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables whose columns depend on the data: what is not known of them is no error. */
class OpenTablesTest {
    private static List<String> problems(String text) {
        return LanguageService.of(new SampleTables(), "main").diagnostics(text).stream()
                .map(Diagnostic::code)
                .toList();
    }

    @Test
    void anUnpackedBagMayHaveAnyColumn() {
        assertEquals(
                List.of(),
                problems("print b = dynamic({}), n = 1 | evaluate bag_unpack(b) | where city == 'Oslo' and n > 1"));
    }

    @Test
    void aPivotedTableMayHaveAnyColumn() {
        assertEquals(
                List.of(),
                problems(
                        "datatable(k: string, p: string)[] | evaluate pivot(p, count(), k) | project k, Oslo, Bergen"));
    }

    @Test
    void withASchemaItHasItsColumns() {
        assertEquals(
                List.of("KS142"),
                problems("print b = dynamic({}) | evaluate bag_unpack(b) : (city: string) | project town"));
    }

    @Test
    void pluginsThatAreComposedOfQueriesAreBoundLikeOthers() {
        assertEquals(
                List.of("KS142"),
                problems("datatable(who: string, t: datetime)[] | evaluate session_count(who, t, datetime(2024-01-01),"
                        + " datetime(2024-02-01), 1d, 1h) | project t, count_sessions, dcount"));
    }
}
