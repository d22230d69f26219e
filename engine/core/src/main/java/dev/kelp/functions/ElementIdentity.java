package dev.kelp.functions;

import dev.kelp.types.Json;

/** When two elements of arrays are the same: numbers by value (5 and 5.0), bags whatever the order of their keys, else by text. */
final class ElementIdentity {
    private ElementIdentity() {}

    /** A text that the same elements share. */
    static String of(String element) {
        char first = element.charAt(0);
        if (first == '"' || first == 't' || first == 'f' || first == 'n') {
            return element;
        } else if (first == '{' || first == '[') {
            return DynamicFunctions.canonical(element);
        }
        if (element.endsWith(".0")) {
            return element.substring(0, element.length() - 2);
        }
        // From ten to the 15th on reals are written with an exponent, integers are not.
        return element.indexOf('E') < 0 || !(Json.parse(element) instanceof Json.Real real)
                ? element
                : plain(real.value(), element);
    }

    private static String plain(double value, String element) {
        return value == Math.rint(value) && Math.abs(value) < 9e18 ? Long.toString((long) value) : element;
    }
}
