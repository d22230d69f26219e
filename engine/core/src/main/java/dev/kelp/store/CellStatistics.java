package dev.kelp.store;

import dev.kelp.tables.ColumnStats;
import dev.kelp.types.KqlType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What a catalogue says of one column of rows that it holds itself; bounds in DuckDB's texts. */
final class CellStatistics {
    /** Official clients cut bounds here. */
    private static final int LONGEST_BOUND = 256;

    private CellStatistics() {}

    /**
     * @param carriers the values as queries see them, which give the order
     * @param cells the same as the catalogue holds them
     */
    static ColumnStats of(KqlType type, @Nullable Object[] carriers, @Nullable Object[] cells, int rows) {
        long nulls = 0;
        boolean nan = false;
        int min = -1;
        int max = -1;
        Comparator<Object> order = order(type);
        for (int row = 0; row < rows; row++) {
            if (cells[row] == null) {
                nulls++;
                continue;
            }
            Object value = value(carriers[row], cells[row]);
            if (value instanceof Double real && real.isNaN()) {
                nan = true;
                continue;
            }
            if (min < 0 || order.compare(value, value(carriers[min], cells[min])) < 0) {
                min = row;
            }
            if (max < 0 || order.compare(value, value(carriers[max], cells[max])) > 0) {
                max = row;
            }
        }
        return new ColumnStats(
                0,
                rows - nulls,
                nulls,
                min < 0 ? null : lower(String.valueOf(cells[min])),
                max < 0 ? null : upper(String.valueOf(cells[max])),
                type == KqlType.REAL ? nan : null);
    }

    /** A null string is stored as an empty one. */
    private static Object value(@Nullable Object carrier, @Nullable Object cell) {
        return carrier != null ? carrier : cell != null ? cell : "";
    }

    private static Comparator<Object> order(KqlType type) {
        return switch (type) {
            case BOOL -> (a, b) -> Boolean.compare((Boolean) a, (Boolean) b);
            case INT, LONG, TIMESPAN, DATETIME ->
                (a, b) -> Long.compare(((Number) a).longValue(), ((Number) b).longValue());
            // The two zeros are equal to DuckDB, but a lower bound of 0 must not hide -0.
            case REAL -> (a, b) -> Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue());
            case DECIMAL -> (a, b) -> new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
            case STRING, GUID, DYNAMIC -> (a, b) -> compare((String) a, (String) b);
        };
    }

    /** The order of UTF-8 bytes, which is that of code points; Java's own puts what lies beyond the first plane too low. */
    static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean high = Character.isSurrogate(a);
                return high == Character.isSurrogate(b) ? Character.compare(a, b) : high ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static @Nullable String lower(String text) {
        return text.indexOf('\0') >= 0 ? null : cut(text);
    }

    /** A cut upper bound is raised at its end, so that it stays one. */
    private static @Nullable String upper(String text) {
        String cut = cut(text);
        if (text.indexOf('\0') >= 0 || cut.length() == text.length()) {
            return text.indexOf('\0') >= 0 ? null : text;
        }
        for (int end = cut.length(); end > 0; end = cut.offsetByCodePoints(end, -1)) {
            int last = cut.codePointBefore(end);
            if (last < Character.MAX_CODE_POINT) {
                int raised = last + 1 >= Character.MIN_SURROGATE && last + 1 <= Character.MAX_SURROGATE
                        ? Character.MAX_SURROGATE + 1
                        : last + 1;
                return cut.substring(0, cut.offsetByCodePoints(end, -1)) + Character.toString(raised);
            }
        }
        return null;
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_BOUND / 4 || text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BOUND) {
            return text;
        }
        int end = LONGEST_BOUND / 4;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
