package dev.kelp.functions;

import static dev.kelp.functions.Arg.JSON;
import static dev.kelp.functions.Arg.LONG;
import static dev.kelp.functions.Arg.TEXT;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Arg.rest;
import static dev.kelp.functions.Dialect.DUCKDB;
import static dev.kelp.functions.Dialect.SPARK;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the hash functions: XXH64 over a value's own bytes, and the digests over its text (R67). */
final class HashFunctions {
    static final List<Fn> ROWS = rows();

    private HashFunctions() {}

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        for (KqlType type : KqlType.values()) {
            if (type == KqlType.DYNAMIC) {
                continue;
            }
            for (String name : List.of("hash", "hash_xxhash64")) {
                rows.add(scalar(name, Result.LONG, Arg.of(type), opt(LONG))
                        .java((Object value, Long mod) -> hash(type, value, mod))
                        .doc("The hash XXH64 of the value's bytes, or its remainder by a number."));
            }
        }
        rows.add(scalar("hash_combine", Result.LONG, rest(LONG))
                .nulls()
                .javaAll(HashFunctions::combine)
                .doc("One hash of several. Kelp's own: Kusto's formula isn't known."));
        rows.add(scalar("hash_many", Result.LONG, rest(JSON))
                .nulls()
                .javaAll(HashFunctions::many)
                .doc("One hash of several values, as hash_combine of the hash of each."));
        rows.add(digest("hash_md5", "md5({0})", "md5({0})"));
        rows.add(digest("hash_sha1", "sha1({0})", "sha1({0})"));
        rows.add(digest("hash_sha256", "sha256({0})", "sha2({0}, 256)"));
        return rows;
    }

    private static Fn digest(String name, String duckdb, String spark) {
        return scalar(name, Result.STRING, TEXT)
                .on(DUCKDB, duckdb)
                .on(SPARK, spark)
                .doc("The digest of the value's text, in hexadecimal digits.");
    }

    private static long hash(KqlType type, Object value, @Nullable Long mod) {
        long hash = XxHash64.of(bytes(type, value));
        return mod == null || mod == 0 ? hash : Math.floorMod(hash, Math.abs(mod));
    }

    private static byte[] bytes(KqlType type, Object value) {
        return switch (type) {
            case BOOL -> new byte[] {(byte) ((Boolean) value ? 1 : 0)};
            case INT -> little(4).putInt((Integer) value).array();
            case LONG, DATETIME, TIMESPAN -> little(8).putLong((Long) value).array();
            case REAL -> little(8).putDouble((Double) value).array();
            case GUID -> guid((String) value);
            case STRING, DECIMAL, DYNAMIC -> ((String) value).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** .NET keeps the first three groups of a guid low byte first. */
    private static byte[] guid(String text) {
        UUID uuid = UUID.fromString(text);
        long high = uuid.getMostSignificantBits();
        return little(16)
                .putInt((int) (high >>> 32))
                .putShort((short) (high >>> 16))
                .putShort((short) high)
                .order(ByteOrder.BIG_ENDIAN)
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static long combine(@Nullable Object[] hashes) {
        ByteBuffer bytes = little(8 * hashes.length);
        for (Object hash : hashes) {
            bytes.putLong(hash == null ? 0 : (Long) hash);
        }
        return XxHash64.of(bytes.array());
    }

    private static long many(@Nullable Object[] values) {
        @Nullable Object[] hashes = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            hashes[i] = element(Json.of((String) values[i]));
        }
        return combine(hashes);
    }

    private static @Nullable Long element(Json value) {
        if (value instanceof Json.Int number) {
            return hash(KqlType.LONG, number.value(), null);
        } else if (value instanceof Json.Real number) {
            return hash(KqlType.REAL, number.value(), null);
        } else if (value instanceof Json.Exact number) {
            return hash(KqlType.REAL, number.value(), null);
        } else if (value instanceof Json.Bool bool) {
            return hash(KqlType.BOOL, bool.value(), null);
        }
        return value == Json.NULL ? null : Long.valueOf(hash(KqlType.STRING, value.text(), null));
    }
}
