package dev.kelp.functions;

import dev.kelp.types.Guids;
import dev.kelp.types.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes as base64, strictly padded. */
final class Base64Texts {
    /** Where each byte of a guid's text stands in its binary form: the first three groups are little-endian. */
    private static final int[] GUID_ORDER = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};

    private Base64Texts() {}

    static String encode(String text) {
        return ofBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static String ofBytes(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The bytes, null where the text isn't base64. */
    static byte @Nullable [] bytes(String base64) {
        if (base64.length() % 4 != 0) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static String decode(String base64) {
        byte[] bytes = bytes(base64);
        return bytes == null ? "" : utf8(bytes);
    }

    /** The text of UTF-8 bytes, '' where they are none. */
    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    static @Nullable String decodeToArray(String base64) {
        byte[] bytes = bytes(base64);
        if (bytes == null) {
            return null;
        }
        List<Json> items = new ArrayList<>();
        for (byte b : bytes) {
            items.add(Json.of((long) (b & 0xFF)));
        }
        return new Json.Array(items).write();
    }

    static String encodeArray(@Nullable String array) {
        if (!(Json.of(array) instanceof Json.Array list)) {
            return "";
        }
        byte[] bytes = new byte[list.items().size()];
        for (int i = 0; i < bytes.length; i++) {
            if (!(list.items().get(i) instanceof Json.Int number) || number.value() < 0 || number.value() > 255) {
                return "";
            }
            bytes[i] = (byte) number.value();
        }
        return ofBytes(bytes);
    }

    static @Nullable String decodeToGuid(String base64) {
        byte[] bytes = bytes(base64);
        return bytes == null || bytes.length != 16
                ? null
                : Guids.parse(HexFormat.of().formatHex(ordered(bytes)));
    }

    static String encodeGuid(@Nullable String guid) {
        return guid == null ? "" : ofBytes(ordered(HexFormat.of().parseHex(guid.replace("-", ""))));
    }

    private static byte[] ordered(byte[] bytes) {
        byte[] ordered = new byte[16];
        for (int i = 0; i < 16; i++) {
            ordered[i] = bytes[GUID_ORDER[i]];
        }
        return ordered;
    }
}
