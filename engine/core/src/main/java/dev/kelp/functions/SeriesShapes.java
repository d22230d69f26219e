package dev.kelp.functions;

import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.LONG;
import static dev.kelp.functions.Arg.REAL;
import static dev.kelp.functions.Arg.STRING;
import static dev.kelp.functions.Fn.internal;

import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Rows that make-series is lowered to: places on an axis, and arrays with a value at each place (R154, R155). */
final class SeriesShapes {
    static final List<Fn> ROWS = List.of(
            internal("series_place_long", Result.LONG, LONG, LONG, LONG)
                    .on(Dialect.DUCKDB, floored("//"))
                    .on(Dialect.SPARK, floored("div"))
                    .doc("The number of the step that a value lies in, steps counted from an origin."),
            internal("series_place_real", Result.LONG, REAL, REAL, REAL)
                    .sql("TRY_CAST(floor(({0} - {1}) / {2}) AS BIGINT)")
                    .doc("The number of the step that a value lies in, steps counted from an origin."),
            internal("series_end_long", Result.LONG, LONG, LONG, LONG)
                    .on(Dialect.DUCKDB, floored("//").replace("{0}", "({0} - 1)"))
                    .on(Dialect.SPARK, floored("div").replace("{0}", "({0} - 1)"))
                    .doc("The number of the last step that begins before a value."),
            internal("series_end_real", Result.LONG, REAL, REAL, REAL)
                    .sql("(TRY_CAST(ceil(({0} - {1}) / {2}) AS BIGINT) - 1)")
                    .doc("The number of the last step that begins before a value."),
            internal("series_gathered", Result.DYNAMIC, Arg.ANY)
                    .sql("{N0}")
                    .doc("The values of a group's rows in their order, nulls kept."),
            internal("series_filled", Result.DYNAMIC, DYNAMIC, DYNAMIC, LONG, LONG, DYNAMIC)
                    .nulls()
                    .java(SeriesShapes::filled)
                    .doc("Values at their places, a default where there is none."),
            internal("series_axis_long", Result.DYNAMIC, DYNAMIC, LONG, LONG, LONG, LONG, STRING)
                    .nulls()
                    .java((String places, Long first, Long last, Long origin, Long step, String type) -> axis(
                            places,
                            first,
                            last,
                            place -> Json.ofCarrier(KqlType.named(type).orElseThrow(), origin + place * step)))
                    .doc("The values that the steps begin with."),
            internal("series_axis_real", Result.DYNAMIC, DYNAMIC, LONG, LONG, REAL, REAL)
                    .nulls()
                    .java((String places, Long first, Long last, Double origin, Double step) ->
                            axis(places, first, last, place -> Json.ofCarrier(KqlType.REAL, origin + place * step)))
                    .doc("The values that the steps begin with."));

    private SeriesShapes() {}

    private static String floored(String divide) {
        String distance = "({0} - {1})";
        return "(CASE WHEN " + distance + " >= 0 THEN " + distance + " " + divide + " {2} ELSE -((-" + distance
                + " + {2} - 1) " + divide + " {2}) END)";
    }

    /** The places from the first to the last; those that are not said are where the values begin and end. */
    private record Span(long first, long last) {
        static Span of(long[] places, @Nullable Long first, @Nullable Long last) {
            boolean none = places.length == 0;
            long from = first != null ? first : none ? 0 : places[0];
            long to = last != null ? last : none ? from - 1 : places[places.length - 1];
            return new Span(from, Math.min(to, from + ArrayFunctions.LONGEST - 1));
        }
    }

    private static long[] longs(@Nullable String array) {
        List<String> elements = Json.elements(array);
        return elements == null
                ? new long[0]
                : elements.stream().mapToLong(Long::parseLong).toArray();
    }

    private static String filled(
            @Nullable String places,
            @Nullable String values,
            @Nullable Long first,
            @Nullable Long last,
            @Nullable String fallback) {
        long[] at = longs(places);
        List<String> found = Json.elements(values);
        List<String> elements = found == null ? List.of() : found;
        Span span = Span.of(at, first, last);
        String otherwise = fallback == null ? "null" : fallback;
        StringJoiner out = new StringJoiner(",", "[", "]");
        int next = 0;
        for (long place = span.first(); place <= span.last(); place++) {
            while (next < at.length && at[next] < place) {
                next++;
            }
            boolean there = next < at.length && at[next] == place;
            out.add(there ? elements.get(next) : otherwise);
        }
        return out.toString();
    }

    private static String axis(
            @Nullable String places, @Nullable Long first, @Nullable Long last, LongFunction<@Nullable String> value) {
        Span span = Span.of(longs(places), first, last);
        StringJoiner out = new StringJoiner(",", "[", "]");
        for (long place = span.first(); place <= span.last(); place++) {
            out.add(value.apply(place));
        }
        return out.toString();
    }
}
