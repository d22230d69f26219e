package dev.kelp.kernel.bridge;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A word that only the two ends of a connection know. */
final class Secret {
    private static final int BYTES = 32;

    private Secret() {}

    static String make() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
