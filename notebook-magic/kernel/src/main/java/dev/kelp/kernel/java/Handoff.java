package dev.kelp.kernel.java;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Passes an object of the kernel to the code of cells, which can only name classes. Public because cells must see it. */
public final class Handoff {
    private static final Map<String, Object> WAITING = new ConcurrentHashMap<>();

    private Handoff() {}

    /** The Java expression by which a cell takes the object, once. */
    public static String expression(Object object) {
        String key = UUID.randomUUID().toString();
        WAITING.put(key, object);
        return "((" + object.getClass().getName() + ") " + Handoff.class.getName() + ".take(\"" + key + "\"))";
    }

    public static Object take(String key) {
        Object object = WAITING.remove(key);
        if (object == null) {
            throw new IllegalStateException("nothing was handed over as " + key);
        }
        return object;
    }
}
