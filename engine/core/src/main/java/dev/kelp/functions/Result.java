package dev.kelp.functions;

import dev.kelp.types.KqlType;

/** The type of a call: fixed, or taken from the arguments. */
public sealed interface Result {

    Result BOOL = new Fixed(KqlType.BOOL);
    Result INT = new Fixed(KqlType.INT);
    Result LONG = new Fixed(KqlType.LONG);
    Result REAL = new Fixed(KqlType.REAL);
    Result DECIMAL = new Fixed(KqlType.DECIMAL);
    Result STRING = new Fixed(KqlType.STRING);
    Result DATETIME = new Fixed(KqlType.DATETIME);
    Result TIMESPAN = new Fixed(KqlType.TIMESPAN);
    Result GUID = new Fixed(KqlType.GUID);
    Result DYNAMIC = new Fixed(KqlType.DYNAMIC);

    /** The type the parameters marked T agreed on. */
    Result T = new Variable(false);

    /** As T, with int made long. */
    Result PROMOTED = new Variable(true);

    /** The type named by the constant {@code typeof(…)} argument at a position; {@code otherwise} when it is missing. */
    static Result named(int argument, KqlType otherwise) {
        return new Named(argument, otherwise);
    }

    record Fixed(KqlType type) implements Result {}

    record Variable(boolean promoted) implements Result {}

    record Named(int argument, KqlType otherwise) implements Result {}
}
