package dev.kelp.sql;

import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.functions.JavaBody;
import dev.kelp.functions.Lowering;
import dev.kelp.types.Carrier;
import dev.kelp.types.KqlType;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Java body under the name the SQL calls it by, with its carriers: one per overload that is used.
 *
 * @param name unique for body and carriers
 * @param sqlVolatile whether each call must be made anew
 * @param origin where the body is found; what travels to another process in its place; null for one that stays in its process
 */
public record JavaFunction(
        String name,
        List<Carrier> parameters,
        Carrier result,
        boolean sqlVolatile,
        JavaBody body,
        @Nullable Origin origin)
        implements Serializable {

    /**
     * A row of the table of functions, called with arguments of some types.
     *
     * @param overload which of the rows of that name, negative for the internal one
     */
    public record Origin(String row, int overload, List<KqlType> arguments, KqlType result) implements Serializable {
        public Origin {
            arguments = List.copyOf(arguments);
        }

        private Object readResolve() {
            Fn found = overload < 0
                    ? Functions.internal(row)
                    : Functions.named(row).get(overload);
            return of(found, (Lowering.Java) found.lowering(), arguments, result);
        }
    }

    /** A function of no row, for use in the process. */
    public JavaFunction(String name, List<Carrier> parameters, Carrier result, boolean sqlVolatile, JavaBody body) {
        this(name, parameters, result, sqlVolatile, body, null);
    }

    public JavaFunction {
        parameters = List.copyOf(parameters);
    }

    /** The function of a row called with arguments of these types. */
    static JavaFunction of(Fn row, Lowering.Java java, List<KqlType> arguments, KqlType result) {
        StringBuilder name = new StringBuilder("kelp_");
        for (char c : row.name().toCharArray()) {
            name.append(Character.isLetterOrDigit(c) || c == '_' ? String.valueOf(c) : "x" + Integer.toHexString(c));
        }
        name.append('_');
        for (KqlType type : arguments) {
            name.append(shortName(type));
        }
        name.append('_').append(shortName(result));
        boolean[] required = new boolean[arguments.size()];
        for (int i = 0; i < required.length; i++) {
            required[i] = !java.nulls()
                    && arguments.get(i) != KqlType.STRING
                    && !(i < row.args().size() && row.args().get(i).optional());
        }
        JavaBody body = new Guarded(java.body(), required, result);
        return new JavaFunction(
                name.toString(),
                arguments.stream().map(KqlType::carrier).toList(),
                result.carrier(),
                row.volatileResult(),
                body,
                new Origin(row.name(), Functions.named(row.name()).indexOf(row), arguments, result));
    }

    private Object writeReplace() {
        if (origin == null) {
            throw new IllegalStateException(name + " is of no row and stays in its process");
        }
        return origin;
    }

    private static String shortName(KqlType type) {
        return switch (type) {
            case DECIMAL -> "m";
            case DATETIME -> "t";
            case TIMESPAN -> "p";
            case DYNAMIC -> "y";
            default -> type.kql().substring(0, 1);
        };
    }

    /** Keeps KQL's rules of null around a body: null in, null out, and strings never null. */
    private record Guarded(JavaBody body, boolean[] required, KqlType result) implements JavaBody {
        @Override
        public @Nullable Object apply(@Nullable Object[] arguments) {
            for (int i = 0; i < required.length; i++) {
                if (required[i] && arguments[i] == null) {
                    return result == KqlType.STRING ? "" : null;
                }
            }
            Object value = body.apply(arguments);
            return value == null && result == KqlType.STRING ? "" : value;
        }
    }
}
