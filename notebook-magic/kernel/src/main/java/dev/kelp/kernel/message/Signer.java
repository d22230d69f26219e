package dev.kelp.kernel.message;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs the four JSON frames of a message and checks signatures. Thread-safe. */
public final class Signer {
    private final byte[] key;
    private final String algorithm;

    /**
     * @param key the shared key; empty for a connection without signatures
     * @param scheme as the connection file names it, {@code hmac-sha256}
     */
    public Signer(String key, String scheme) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.algorithm = scheme.toUpperCase(Locale.ROOT).replace("-", "");
    }

    /** The signature of frames as lower-case hexadecimal ASCII; empty without a key. */
    byte[] sign(List<byte[]> frames) {
        if (key.length == 0) {
            return new byte[0];
        }
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            frames.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no signature scheme " + algorithm, e);
        }
    }

    boolean verify(byte[] signature, List<byte[]> frames) {
        return key.length == 0 || MessageDigest.isEqual(signature, sign(frames));
    }
}
