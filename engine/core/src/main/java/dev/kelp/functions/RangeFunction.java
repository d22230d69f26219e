package dev.kelp.functions;

import static dev.kelp.functions.Arg.DATETIME;
import static dev.kelp.functions.Arg.LONG;
import static dev.kelp.functions.Arg.REAL;
import static dev.kelp.functions.Arg.TIMESPAN;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Rows of {@code range()}: arrays of evenly spaced values, the end included where a step meets it (R74). */
final class RangeFunction {
    private static final String DOC =
            "Array of the values from a start to an end, the end included where a step meets it.";

    static final List<Fn> ROWS = List.of(
            scalar("range", Result.DYNAMIC, LONG, LONG, opt(LONG))
                    .java((Long start, Long end, Long step) -> longs(KqlType.LONG, start, end, step == null ? 1 : step))
                    .doc(DOC),
            scalar("range", Result.DYNAMIC, REAL, REAL, opt(REAL))
                    .java(RangeFunction::reals)
                    .doc(DOC),
            scalar("range", Result.DYNAMIC, DATETIME, DATETIME, opt(TIMESPAN))
                    .java((Long start, Long end, Long step) ->
                            longs(KqlType.DATETIME, start, end, step == null ? Ticks.PER_HOUR : step))
                    .doc(DOC),
            scalar("range", Result.DYNAMIC, TIMESPAN, TIMESPAN, opt(TIMESPAN))
                    .java((Long start, Long end, Long step) ->
                            longs(KqlType.TIMESPAN, start, end, step == null ? Ticks.PER_HOUR : step))
                    .doc(DOC));

    private RangeFunction() {}

    private static @Nullable String longs(KqlType type, long start, long end, long step) {
        if (step == 0) {
            return null;
        }
        boolean empty = step > 0 ? start > end : start < end;
        long count = empty ? 0 : Long.divideUnsigned(step > 0 ? end - start : start - end, Math.abs(step)) + 1;
        return array(count, i -> Json.ofCarrier(type, start + i * step));
    }

    private static @Nullable String reals(Double start, Double end, @Nullable Double step) {
        double by = step == null ? 1 : step;
        double count = Math.floor((end - start) / by) + 1;
        return by == 0 || Double.isNaN(count)
                ? null
                : array((long) Math.max(0, count), i -> Json.ofCarrier(KqlType.REAL, start + i * by));
    }

    private static String array(long count, LongFunction<@Nullable String> element) {
        StringBuilder out = new StringBuilder("[");
        for (long i = 0; i < Math.min(count, ArrayFunctions.LONGEST); i++) {
            out.append(i == 0 ? "" : ",").append(element.apply(i));
        }
        return out.append(']').toString();
    }
}
