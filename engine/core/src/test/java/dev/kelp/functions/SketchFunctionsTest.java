package dev.kelp.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketchFunctionsTest {
    private static String numbers(long from, long to) {
        return LongStream.range(from, to).mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
    }

    private static String hll(long from, long to) {
        return Calls.call("hll_of", numbers(from, to));
    }

    private static String digest(long from, long to) {
        return Calls.call("tdigest_of", "long", numbers(from, to), "-");
    }

    @Test
    void fewDistinctValuesAreCountedExactly() {
        assertEquals("2000", Calls.call("dcount_hll", hll(0, 2000)));
        assertEquals("1500", Calls.call("dcount_hll", Calls.call("hll_merge", hll(0, 1000), hll(500, 1500))));
        assertEquals("2", Calls.call("dcount_hll", Calls.call("hll_of", "[\"a\",\"b\",\"a\"]")));
        assertEquals("0", Calls.call("dcount_hll", Calls.call("hll_of", "[]")));
    }

    @Test
    void manyDistinctValuesAreCountedWithinTwoPercent() {
        long plain = Long.parseLong(Calls.call("dcount_hll", hll(0, 100_000)));
        assertTrue(Math.abs(plain - 100_000) < 2_000, () -> "counted " + plain);
        String merged = Calls.call("hll_merge", hll(0, 60_000), hll(40_000, 100_000), hll(5, 10));
        long both = Long.parseLong(Calls.call("dcount_hll", merged));
        assertEquals(plain, both);
    }

    @Test
    void fewValuesHaveExactPercentiles() {
        String digest = digest(1, 1001);
        assertEquals("685.0", Calls.call("rank_tdigest", digest, "685"));
        assertEquals("68.5", Calls.call("percentrank_tdigest", digest, "685"));
        assertEquals("500", Calls.call("percentile_tdigest", digest, "50"));
        assertEquals("[1,1000]", Calls.call("percentiles_array_tdigest", digest, "[0,100]"));
        String merged = Calls.call("tdigest_merge", digest(1, 501), digest(501, 1001));
        assertEquals("250", Calls.call("percentile_tdigest", merged, "25"));
    }

    @Test
    void manyValuesHavePercentilesWithinHalfAPercent() {
        String digest = digest(0, 200_000);
        assertTrue(digest.length() < 100_000, () -> "a state of " + digest.length() + " characters");
        for (int percent : new int[] {1, 25, 50, 75, 99}) {
            long found = Long.parseLong(Calls.call("percentile_tdigest", digest, String.valueOf(percent)));
            assertTrue(Math.abs(found - percent * 2000L) < 1000, () -> percent + " % at " + found);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tdigest_of | timespan | [\"01:00:00\",\"00:30:00\"] | - => {\"type\":\"timespan\",\"centroids\":[[18000000000,1],[36000000000,1]]}",
                "tdigest_of | real | [1.5,2.5] | [3,null] => {\"type\":\"real\",\"centroids\":[[1.5,3]]}",
                "percentile_tdigest | {\"type\":\"timespan\",\"centroids\":[[18000000000,1]]} | 50 => \"00:30:00\"",
                "percentile_tdigest | {\"type\":\"timespan\",\"centroids\":[[18000000000,1]]} | 50 | timespan => 18000000000",
                "percentile_tdigest | {\"type\":\"long\",\"centroids\":[]} | 50 => -",
                "percentile_tdigest | {\"a\":1} | 50 => -",
                "dcount_hll | [1] => -",
                "hll_merge | - | 5 => -",
            })
    void statesAndWhatIsNone(String example) {
        Examples.check(example);
    }
}
