package dev.kelp.bind;

import dev.kelp.plan.Scalar;
import org.jspecify.annotations.Nullable;

/** Arithmetic with constants, done while binding where a number must be known before the query runs. */
final class Constants {
    private Constants() {}

    /** A whole number, null where the value is none or is not known yet. */
    static @Nullable Long whole(Scalar value) {
        if (value instanceof Scalar.Literal literal) {
            return literal.type().isInteger() && literal.value() instanceof Number number ? number.longValue() : null;
        }
        if (!(value instanceof Scalar.Call call)
                || !call.type().isInteger()
                || call.arguments().isEmpty()) {
            return null;
        }
        Long left = whole(call.arguments().get(0));
        Long right = call.arguments().size() == 2 ? whole(call.arguments().get(1)) : null;
        String operator = call.function().name();
        if (left != null && call.arguments().size() == 1 && operator.equals("unary-")) {
            return -left;
        }
        if (left == null || right == null) {
            return null;
        }
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> right == 0 ? null : left / right;
            default -> null;
        };
    }
}
