package dev.kelp.functions;

import dev.kelp.types.KqlType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a signature.
 *
 * @param types the KQL types it takes, after the usual conversions
 * @param variable whether all parameters so marked must agree on one type, which a result may take ({@link Result#T})
 * @param optional whether it may be left out (a typed null is passed then)
 * @param rest whether it may be given any number of times, at least once (only the last)
 * @param constant whether it must be a constant
 * @param text whether any type is taken and turned into a string by {@code tostring}
 * @param json whether any type is taken and turned into a dynamic by {@code todynamic} of its own type
 * @param only the one constant string, in any case, that it takes; null for no such limit
 * @param check what a constant string must pass when the query is bound; throws {@link dev.kelp.text.KqlException} for one that
 *     doesn't; null for no such check
 */
public record Arg(
        Set<KqlType> types,
        boolean variable,
        boolean optional,
        boolean rest,
        boolean constant,
        boolean text,
        boolean json,
        @Nullable String only,
        @Nullable Consumer<String> check) {

    public static final Arg BOOL = one(KqlType.BOOL);
    public static final Arg INT = one(KqlType.INT);
    public static final Arg LONG = one(KqlType.LONG);
    public static final Arg REAL = one(KqlType.REAL);
    public static final Arg DECIMAL = one(KqlType.DECIMAL);
    public static final Arg STRING = one(KqlType.STRING);
    public static final Arg DATETIME = one(KqlType.DATETIME);
    public static final Arg TIMESPAN = one(KqlType.TIMESPAN);
    public static final Arg GUID = one(KqlType.GUID);
    public static final Arg DYNAMIC = one(KqlType.DYNAMIC);

    /** Any type, each parameter on its own. */
    public static final Arg ANY =
            new Arg(EnumSet.allOf(KqlType.class), false, false, false, false, false, false, null, null);

    /** Any type but dynamic. */
    public static final Arg SCALAR = of(
            KqlType.BOOL,
            KqlType.INT,
            KqlType.LONG,
            KqlType.REAL,
            KqlType.DECIMAL,
            KqlType.STRING,
            KqlType.DATETIME,
            KqlType.TIMESPAN,
            KqlType.GUID);

    /** Any type turned into its text: the parameter arrives as a string. */
    public static final Arg TEXT =
            new Arg(EnumSet.of(KqlType.STRING), false, false, false, false, true, false, null, null);

    /** Any type turned into a dynamic: the parameter arrives as JSON text, null for null. */
    public static final Arg JSON =
            new Arg(EnumSet.of(KqlType.DYNAMIC), false, false, false, false, false, true, null, null);

    /** One common type for all parameters marked T; int and long agree on long. */
    public static final Arg T =
            new Arg(EnumSet.allOf(KqlType.class), true, false, false, false, false, false, null, null);

    /** As T, over types with an order. */
    public static final Arg ORDERABLE = new Arg(
            EnumSet.of(
                    KqlType.BOOL,
                    KqlType.INT,
                    KqlType.LONG,
                    KqlType.REAL,
                    KqlType.DECIMAL,
                    KqlType.STRING,
                    KqlType.DATETIME,
                    KqlType.TIMESPAN),
            true,
            false,
            false,
            false,
            false,
            false,
            null,
            null);

    /** As T, over numbers; these widen to a common number: int, long, real, decimal. */
    public static final Arg NUMBER = new Arg(
            EnumSet.of(KqlType.INT, KqlType.LONG, KqlType.REAL, KqlType.DECIMAL),
            true,
            false,
            false,
            false,
            false,
            false,
            null,
            null);

    public Arg {
        types = Set.copyOf(types);
    }

    private static Arg one(KqlType type) {
        return new Arg(EnumSet.of(type), false, false, false, false, false, false, null, null);
    }

    /** Any of the types, each taken as it is. */
    public static Arg of(KqlType... any) {
        return new Arg(Set.copyOf(List.of(any)), false, false, false, false, false, false, null, null);
    }

    public static Arg opt(Arg arg) {
        return new Arg(arg.types, arg.variable, true, arg.rest, arg.constant, arg.text, arg.json, arg.only, arg.check);
    }

    public static Arg rest(Arg arg) {
        return new Arg(
                arg.types, arg.variable, arg.optional, true, arg.constant, arg.text, arg.json, arg.only, arg.check);
    }

    public static Arg constant(Arg arg) {
        return new Arg(arg.types, arg.variable, arg.optional, arg.rest, true, arg.text, arg.json, arg.only, arg.check);
    }

    /** One constant string, in any case. */
    public static Arg only(String value) {
        return new Arg(STRING.types, false, false, false, true, false, false, value, null);
    }

    /** A string that is checked when the query is bound, where it is a constant. */
    public static Arg checked(Consumer<String> check) {
        return new Arg(STRING.types, false, false, false, false, false, false, null, check);
    }
}
