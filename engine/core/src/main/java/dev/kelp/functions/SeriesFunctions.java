package dev.kelp.functions;

import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.JSON;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the functions that work element by element on arrays of numbers (R107).
 *
 * <p>What is no number gives null at its place; a number in place of an array stands for each element.
 */
final class SeriesFunctions {
    static final List<Fn> ROWS = rows();

    private SeriesFunctions() {}

    /** Whether an order of two numbers, as {@code compareTo} gives it, is what a comparison asks for. */
    private interface Test {
        boolean holds(double a, double b);
    }

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        rows.add(arithmetic("series_add", (a, b) -> a + b, (a, b) -> a + b, "Sum"));
        rows.add(arithmetic("series_subtract", (a, b) -> a - b, (a, b) -> a - b, "Difference"));
        rows.add(arithmetic("series_multiply", (a, b) -> a * b, (a, b) -> a * b, "Product"));
        rows.add(arithmetic("series_divide", null, (a, b) -> a / b, "Quotient, real,"));
        rows.add(arithmetic("series_pow", null, Math::pow, "Power, real,"));
        rows.add(comparison("series_less", (a, b) -> a < b));
        rows.add(comparison("series_less_equals", (a, b) -> a <= b));
        rows.add(comparison("series_greater", (a, b) -> a > b));
        rows.add(comparison("series_greater_equals", (a, b) -> a >= b));
        rows.add(comparison("series_equals", (a, b) -> a == b));
        rows.add(comparison("series_not_equals", (a, b) -> a != b));
        rows.add(unary("series_abs", Math::abs));
        rows.add(unary("series_floor", Math::floor));
        rows.add(unary("series_ceiling", Math::ceil));
        rows.add(unary("series_exp", Math::exp));
        rows.add(unary("series_log", Math::log));
        rows.add(unary("series_sin", Math::sin));
        rows.add(unary("series_cos", Math::cos));
        rows.add(unary("series_tan", Math::tan));
        rows.add(unary("series_asin", Math::asin));
        rows.add(unary("series_acos", Math::acos));
        rows.add(unary("series_atan", Math::atan));
        rows.add(scalar("series_sign", Result.DYNAMIC, DYNAMIC)
                .java((String series) -> each(series, value -> Json.of((long) Math.signum(Numbers.real(value)))))
                .doc("-1, 0 or 1 per element."));
        return rows;
    }

    private static Fn arithmetic(
            String name, @Nullable LongBinaryOperator whole, DoubleBinaryOperator real, String what) {
        return pairwise(
                name,
                (a, b) -> whole != null && a instanceof Json.Int left && b instanceof Json.Int right
                        ? Json.of(whole.applyAsLong(left.value(), right.value()))
                        : Json.of(real.applyAsDouble(Numbers.real(a), Numbers.real(b))),
                what + " per place of two arrays of numbers.");
    }

    private static Fn comparison(String name, Test test) {
        String words = name.substring("series_".length()).replace('_', ' ');
        return pairwise(
                name,
                (a, b) -> Json.of(test.holds(Numbers.real(a), Numbers.real(b))),
                "Per place of two arrays of numbers, whether one is, or does, what the name says of the other: " + words
                        + ".");
    }

    private static Fn pairwise(String name, BinaryOperator<Json> operation, String doc) {
        return scalar(name, Result.DYNAMIC, JSON, JSON)
                .java((String first, String second) -> pairs(Json.parse(first), Json.parse(second), operation))
                .doc(doc);
    }

    private static Fn unary(String name, DoubleUnaryOperator operation) {
        return scalar(name, Result.DYNAMIC, DYNAMIC)
                .java((String series) -> each(series, value -> Json.of(operation.applyAsDouble(Numbers.real(value)))))
                .doc("The function " + name.substring("series_".length()) + " of each element, as reals.");
    }

    private static @Nullable String pairs(Json first, Json second, BinaryOperator<Json> operation) {
        int size = Math.max(size(first), size(second));
        if (size < 0 || size(first) < 0 && !Numbers.isNumber(first) || size(second) < 0 && !Numbers.isNumber(second)) {
            return null;
        }
        List<Json> results = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Json a = at(first, i);
            Json b = at(second, i);
            results.add(Numbers.isNumber(a) && Numbers.isNumber(b) ? operation.apply(a, b) : Json.NULL);
        }
        return new Json.Array(results).write();
    }

    private static int size(Json value) {
        return value instanceof Json.Array array ? array.items().size() : -1;
    }

    private static Json at(Json value, int place) {
        if (!(value instanceof Json.Array array)) {
            return value;
        }
        return place < array.items().size() ? array.items().get(place) : Json.NULL;
    }

    private static @Nullable String each(String series, UnaryOperator<Json> operation) {
        if (!(Json.parse(series) instanceof Json.Array array)) {
            return null;
        }
        return new Json.Array(array.items().stream()
                        .map(value -> Numbers.isNumber(value) ? operation.apply(value) : Json.NULL)
                        .toList())
                .write();
    }
}
