package dev.kelp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the result tables of one query are called. */
class Engine_SeveralResultsTest {
    @TempDir
    Path folder;

    private List<String> names(String kql) {
        try (Engine engine = Engine.open(folder);
                Answer answer = engine.execute(Request.of(kql))) {
            return answer.tables().stream().map(Answer.ResultTable::name).toList();
        }
    }

    @Test
    void prongsOfForkAreCalledAsTheySay() {
        assertEquals(
                List.of("big", "sums", "GenericResult"),
                names("datatable(v: long)[1, 5] | fork big = (where v > 1) (count | as sums) (take 1)"));
    }

    @Test
    void facetsComeAfterTheRows() {
        assertEquals(
                List.of("rows", "PrimaryResult", "PrimaryResult"),
                names("datatable(a: long, b: long)[1, 5] | facet by a, b with (take 1 | as rows)"));
    }

    @Test
    void queriesAroundThemKeepTheirPlace() {
        assertEquals(
                List.of("PrimaryResult", "GenericResult", "GenericResult", "last"),
                names("print 1; range x from 1 to 3 step 1 | fork (count) (take 1); print 2 | as last"));
    }
}
