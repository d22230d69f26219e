package dev.kelp.functions;

import dev.kelp.types.Json;
import dev.kelp.types.Reals;

/** Numbers inside dynamic values. */
final class Numbers {
    private Numbers() {}

    /** A number's value, and that of the texts that stand for NaN and the infinities; NaN for all that is no number. */
    static double real(Json value) {
        if (value instanceof Json.Int number) {
            return number.value();
        } else if (value instanceof Json.Real number) {
            return number.value();
        } else if (value instanceof Json.Exact number) {
            return number.value();
        } else if (value instanceof Json.Text text && isSpecial(text.value())) {
            Double number = Reals.parse(text.value());
            return number == null ? Double.NaN : number;
        }
        return Double.NaN;
    }

    /** Whether a value stands for a number, be it NaN or an infinity. */
    static boolean isNumber(Json value) {
        return value.isNumber() || value instanceof Json.Text text && isSpecial(text.value());
    }

    private static boolean isSpecial(String text) {
        return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    }
}
