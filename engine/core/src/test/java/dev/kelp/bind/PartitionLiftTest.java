package dev.kelp.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Engine;
import dev.kelp.golden.GoldenFile;
import dev.kelp.golden.GoldenRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One plan for all keys answers what a query per key answers together, whatever the sub-pipeline is. */
class PartitionLiftTest {
    private static final String TABLES =
            "let U = datatable(v: long, name: string)[3, 'three', 5, 'five', 5, 'cinq', 8, 'eight'];"
                    + "let T = datatable(k: long, v: long, s: string)[1, 3, 'x', 2, 5, 'y', 1, 5, 'y', long(null), 8, 'x',"
                    + "2, long(null), 'z', 1, 3, 'y', long(null), 1, 'x'];";

    /** Operators that leave v and s there, so that they can follow each other in any order. */
    private static final List<String> STEPS = List.of(
            "where v > 3",
            "where s != 'x'",
            "where isnotnull(v)",
            "extend v = v + 1",
            "extend w = strcat(s, tostring(v))",
            "project v, s",
            "project-reorder s",
            "sort by v asc, s asc",
            "sort by s desc, v desc",
            "sort by -v asc, s asc | extend n = row_number()",
            "sort by v asc, s asc | extend v = row_cumsum(v)",
            "sort by v asc, s asc | extend v = v - prev(v)",
            "sort by v asc, s asc | top 2 by v | top 1 by s",
            "sort by v asc, s asc | top 1 by s asc",
            "sort by v asc, s asc | take 2",
            "summarize v = sum(v) by s",
            "summarize v = count(), s = max(s)",
            "summarize v = sum(v), s = strcat_array(array_sort_asc(make_set(s)), '')",
            "summarize v = max(v), s = 'all' by b = bin(v, 4)",
            "sort by v asc, s asc | summarize arg_max(v, s)",
            "sort by v asc, s asc | summarize (v, s) = arg_min(v, s)",
            "distinct v, s",
            "count | project v = Count, s = 'counted'",
            "join kind=inner U on v | project v, s",
            "join kind=leftouter U on v | project v = v1, s",
            "join kind=rightouter U on v | project v = v1, s = name",
            "join kind=fullouter U on v | project v, s = strcat(s, name)",
            "join kind=leftanti U on v",
            "join kind=leftsemi U on v",
            "join kind=rightanti U on v | project v, s = name",
            "join kind=rightsemi U on v | project v, s = name",
            "lookup U on v | project v, s = strcat(s, name)",
            "where v in ((U | project v))",
            "where v !in ((U | where v < 5 | project v))",
            "as P | where v == toscalar(P | summarize max(v))",
            "as P | extend v = v - toscalar(P | where v > 4 | summarize min(v))",
            "as P | where v in ((P | summarize max(v)))",
            "as P | where v !in ((P | summarize min(v)))",
            "as P | extend v = toscalar(P | where v > 6 | count)",
            "as P | join kind=inner (P | summarize m = max(v) by s) on s | project v = m, s",
            "as P | join kind=leftanti (P | where v > 3) on v",
            "as P | join kind=fullouter (P | where v > 3) on s | project v = v1, s",
            "union (U | project v, s = name)",
            "as P | union (P | where v > 3)",
            "mv-expand b = pack_array(v, 7) to typeof(long) | project v = b, s",
            "mv-apply b = pack_array(v, 7) to typeof(long) on (summarize m = max(b)) | project v = m, s",
            "mv-apply b = pack_array(v, 7) to typeof(long) on (where b > 4 | top 1 by b | count) | project v = Count, s",
            "sort by v asc | partition by s (top 1 by v)",
            "partition by s (where v > 3 | summarize v = count() | extend s = s)",
            "top-nested 1 of s by sum(v), top-nested 2 of v by count() | project v, s",
            "top-nested 1 of s with others = 'o' by sum(v) | project v = aggregated_s, s",
            "make-series n = count() on v from 0 to 10 step 5 | project v = tolong(n[0]), s = tostring(n[1])",
            "make-series n = count() on v from 0 to 10 step 5 by s | project v = tolong(n[0]), s",
            "sort by v asc, s asc | scan declare (t: long = 0) with (step one: true => t = one.t + v;) | project v = t, s");

    private static final List<String> KEYS = List.of("k == 1", "k == 2", "isnull(k)");

    @TempDir
    Path folder;

    @Test
    void oneByOneAndInTurn() {
        try (Engine engine = Engine.open(folder)) {
            GoldenRunner runner = new GoldenRunner(engine, "");
            STEPS.forEach(step -> same(runner, step));
            Random random = new Random(20_261_123);
            for (int i = 0; i < Integer.getInteger("kelp.lift.pipelines", 40); i++) {
                String steps = random.ints(2 + i % 3, 0, STEPS.size())
                        .mapToObj(STEPS::get)
                        .collect(Collectors.joining(" | "));
                same(runner, apart(steps));
            }
        }
    }

    /** Each table that is named has a name of its own. */
    private static String apart(String steps) {
        StringBuilder out = new StringBuilder();
        for (String part : steps.split("(?=as P)", -1)) {
            out.append(part.replaceAll("\\bP\\b", "P" + out.length()));
        }
        return out.toString();
    }

    private static void same(GoldenRunner runner, String body) {
        String lifted = TABLES + "T | partition by k (" + body + ")";
        List<String> separate = new ArrayList<>();
        for (String key : KEYS) {
            List<String> part = answer(runner, TABLES + "T | where " + key + " | " + body);
            separate.addAll(separate.isEmpty() ? part : part.subList(1, part.size()));
        }
        List<String> together = new ArrayList<>(answer(runner, lifted));
        assertTrue(together.get(0).startsWith("expect "), () -> lifted + ": " + together);
        together.subList(1, together.size()).sort(null);
        separate.subList(1, separate.size()).sort(null);
        assertEquals(separate, together, lifted);
    }

    private static List<String> answer(GoldenRunner runner, String kql) {
        return runner.answer(new GoldenFile.Case("", false, Map.of(), kql, List.of()));
    }
}
