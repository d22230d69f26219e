package dev.kelp.functions;

import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls the Java body of a function by name, with arguments written as text and read by the types of its parameters. */
final class Calls {
    /** Stands for null among arguments and answers. */
    static final String NULL = "-";

    private Calls() {}

    /** The answer as text, {@link #NULL} for null. */
    static String call(String name, String... arguments) {
        List<Fn> rows = Functions.named(name).isEmpty() ? List.of(Functions.internal(name)) : Functions.named(name);
        for (Fn row : rows) {
            if (row.lowering() instanceof Lowering.Java java && takes(row, arguments)) {
                return String.valueOf(answer(row, java, arguments));
            }
        }
        throw new AssertionError(name + " has no Java body for " + List.of(arguments));
    }

    private static boolean takes(Fn row, String... arguments) {
        int least = (int) row.args().stream().filter(a -> !a.optional()).count();
        boolean rest =
                !row.args().isEmpty() && row.args().get(row.args().size() - 1).rest();
        if (arguments.length < least || !rest && arguments.length > row.args().size()) {
            return false;
        }
        try {
            for (int i = 0; i < arguments.length; i++) {
                value(arg(row, i), arguments[i]);
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Object answer(Fn row, Lowering.Java java, String... arguments) {
        List<@Nullable Object> values = new ArrayList<>();
        int fixed = row.args().size() - (row.args().stream().anyMatch(a -> a.rest()) ? 1 : 0);
        for (int i = 0; i < Math.max(fixed, arguments.length); i++) {
            Object value = i < arguments.length ? value(arg(row, i), arguments[i]) : null;
            if (value == null && !java.nulls() && !arg(row, i).optional()) {
                return NULL;
            }
            values.add(value);
        }
        Object answer = java.body().apply(values.toArray());
        return answer == null ? NULL : answer;
    }

    private static Arg arg(Fn row, int index) {
        return row.args().get(Math.min(index, row.args().size() - 1));
    }

    private static @Nullable Object value(Arg arg, String text) {
        if (text.equals(NULL)) {
            return null;
        }
        Set<KqlType> types = arg.types();
        return switch (types.iterator().next().carrier()) {
            case BOOLEAN -> bool(text);
            case INTEGER -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case VARCHAR -> text;
        };
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }
}
