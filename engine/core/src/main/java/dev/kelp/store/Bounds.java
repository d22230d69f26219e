package dev.kelp.store;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.ColumnPredicate.Op;
import dev.kelp.tables.ColumnStats;
import dev.kelp.tables.Storage;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Decides by an extent's statistics whether any row of it can pass a predicate. In doubt it can. */
final class Bounds {
    private Bounds() {}

    static boolean mayPass(ColumnPredicate predicate, ColumnStats stats) {
        ColumnDef column = predicate.column();
        boolean string = column.type() == KqlType.STRING;
        return switch (predicate.op()) {
            case IS_NULL -> string || stats.mayHoldNull();
            case IS_NOT_NULL -> string || stats.values() != 0;
            case NE, NOT_IN -> true;
            case IN -> predicate.values().stream().anyMatch(v -> valueMayPass(column, Op.EQ, v, stats));
            default -> valueMayPass(column, predicate.op(), predicate.values().get(0), stats);
        };
    }

    private static boolean valueMayPass(ColumnDef column, Op op, Object value, ColumnStats stats) {
        if (column.type() == KqlType.STRING && stats.mayHoldNull() && test(op, compare("", value.toString()))) {
            return true;
        }
        if (stats.values() == 0) {
            return false;
        }
        // NaN passes no comparison in KQL, so it may be left out of account.
        return switch (op) {
            case EQ ->
                atLeast(column, stats.min(), value, c -> c <= 0) && atMost(column, stats.max(), value, c -> c >= 0);
            case LT, LE -> atLeast(column, stats.min(), value, c -> test(op, c));
            default -> atMost(column, stats.max(), value, c -> test(op, c));
        };
    }

    private static boolean test(Op op, int comparison) {
        return switch (op) {
            case EQ -> comparison == 0;
            case LT -> comparison < 0;
            case LE -> comparison <= 0;
            case GT -> comparison > 0;
            case GE -> comparison >= 0;
            default -> true;
        };
    }

    private static boolean atLeast(ColumnDef column, @Nullable String min, Object value, IntPredicate test) {
        Integer comparison = min == null ? null : compareBound(column, min, value, false);
        return comparison == null || test.test(comparison);
    }

    private static boolean atMost(ColumnDef column, @Nullable String max, Object value, IntPredicate test) {
        Integer comparison = max == null ? null : compareBound(column, max, value, true);
        return comparison == null || test.test(comparison);
    }

    /** How a bound compares to a value, null where that can't be told. */
    private static @Nullable Integer compareBound(ColumnDef column, String bound, Object value, boolean upper) {
        try {
            return switch (column.type()) {
                case BOOL -> Boolean.compare(bound.equals("1") || bound.equals("true"), (Boolean) value);
                case INT, LONG -> Long.compare(Long.parseLong(bound), ((Number) value).longValue());
                case TIMESPAN ->
                    column.storage().sqlType().equals("BIGINT")
                            ? Long.compare(Long.parseLong(bound), ((Number) value).longValue())
                            : null;
                case REAL -> real(bound, upper, ((Number) value).doubleValue());
                case DECIMAL -> new BigDecimal(bound).compareTo(new BigDecimal(value.toString()));
                case STRING -> column.storage().sqlType().equals("VARCHAR") ? compare(bound, value.toString()) : null;
                case GUID -> compare(bound, value.toString());
                case DATETIME -> Long.compare(ticks(bound) + (upper ? lastDigit(column) : 0), (Long) value);
                case DYNAMIC -> null;
            };
        } catch (NumberFormatException | DateTimeException | IndexOutOfBoundsException e) {
            // Texts such as infinity, or a year before Christ.
            return null;
        }
    }

    /** A text such as 0.1 may be that of a float32, which is another number; the column may have been one when it was written. */
    private static @Nullable Integer real(String bound, boolean upper, double value) {
        String text = bound.replace("inf", "Infinity");
        double number = Double.parseDouble(text);
        double single = Float.parseFloat(text);
        double outer = Double.isInfinite(single) ? number : upper ? Math.max(number, single) : Math.min(number, single);
        return Double.isNaN(number) || Double.isNaN(value) ? null : Double.compare(outer + 0.0, value + 0.0);
    }

    /** A bound in microseconds stands for ten ticks where the column has a remainder or finer digits. */
    private static long lastDigit(ColumnDef column) {
        Storage storage = column.storage();
        return storage.remainder() == null && storage.sqlType().equals("TIMESTAMP") ? 0 : 9;
    }

    /** Ticks of {@code 2026-01-31}, {@code 2026-01-31 10:15:30.123456} or the same with {@code +00}. */
    static long ticks(String text) {
        String local = text.endsWith("+00") ? text.substring(0, text.length() - 3) : text;
        LocalDateTime time = LocalDateTime.parse(
                local.length() == 10 ? local + "T00:00:00" : local.substring(0, 10) + "T" + local.substring(11));
        return time.toEpochSecond(ZoneOffset.UTC) * 10_000_000L + time.getNano() / 100 + Ticks.UNIX_EPOCH;
    }

    /** The order of UTF-8 bytes, which is DuckDB's. */
    private static int compare(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
