package dev.kelp.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ways to spoil a file. */
final class FileMutations {
    private static final List<String> PIECES = List.of(
            "\"",
            ",",
            "\n",
            "\r",
            "\r\n",
            "\t",
            "|",
            ";",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ":",
            "null",
            "true",
            "-",
            "#Fields: a b\n",
            "\0",
            "\ufeff",
            "\u00e9",
            "99999999999999999999999999",
            "1e999",
            "-1e-999",
            "0x10",
            "NaN",
            "'; DROP TABLE t; --",
            "$",
            "\u0001",
            "--",
            "\"\"\"");

    private final Random random;

    FileMutations(Random random) {
        this.random = random;
    }

    /** @param other a file of another format */
    byte[] mutate(byte[] file, byte[] other) {
        byte[] mutant = file;
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            mutant = once(mutant, other);
        }
        return mutant;
    }

    private byte[] once(byte[] file, byte[] other) {
        if (file.length == 0) {
            return other;
        }
        int at = random.nextInt(file.length);
        int end = at + random.nextInt(file.length - at + 1);
        return switch (random.nextInt(13)) {
            case 0 -> Arrays.copyOf(file, at);
            case 1, 2 -> flipped(file, at);
            case 3 -> spliced(file, at, at, new byte[0], Arrays.copyOfRange(file, at, end));
            case 4 -> spliced(file, at, Math.min(end, at + 40), new byte[0], new byte[0]);
            case 5 ->
                spliced(
                        file,
                        at,
                        at,
                        new byte[0],
                        PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
            case 6 -> spliced(file, at, at, new byte[0], noise());
            case 7 -> bigNumber(file, at);
            case 8 -> spliced(file, at, at, new byte[0], nested());
            case 9 -> random.nextInt(4) > 0 ? flipped(file, random.nextInt(Math.min(8, file.length))) : other;
            case 10 ->
                random.nextInt(4) > 0
                        ? flipped(file, Math.max(0, file.length - 1 - random.nextInt(Math.min(200, file.length))))
                        : spliced(file, 0, 0, other, new byte[0]);
            case 11 ->
                spliced(file, at, Math.min(file.length, at + 1), new byte[] {(byte) random.nextInt(256)}, new byte[0]);
            default ->
                spliced(
                        other,
                        Math.min(at, other.length),
                        other.length,
                        new byte[0],
                        Arrays.copyOfRange(file, at, file.length));
        };
    }

    private byte[] flipped(byte[] file, int at) {
        byte[] mutant = file.clone();
        mutant[at] ^= (byte) (1 << random.nextInt(8));
        return mutant;
    }

    /** Digits of a text become very many; in a binary file a length becomes as large or as small as there are. */
    private byte[] bigNumber(byte[] file, int at) {
        if (random.nextBoolean()) {
            return spliced(
                    file,
                    at,
                    at,
                    new byte[0],
                    "9"
                            .repeat(1 + random.nextInt(random.nextInt(20) == 0 ? 50_000 : 400))
                            .getBytes(StandardCharsets.UTF_8));
        }
        byte[] mutant = file.clone();
        byte[] value = random.nextBoolean()
                ? new byte[] {-1, -1, -1, 127}
                : new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
        for (int i = 0; i < value.length && at + i < mutant.length; i++) {
            mutant[at + i] = value[i];
        }
        return mutant;
    }

    private byte[] nested() {
        String opening = random.nextBoolean() ? "[" : "{\"a\":";
        return opening.repeat(random.nextInt(random.nextInt(20) == 0 ? 100_000 : 1_000))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(64)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] spliced(byte[] file, int from, int to, byte[] before, byte[] inside) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(file, from));
        out.writeBytes(before);
        out.writeBytes(inside);
        out.writeBytes(Arrays.copyOfRange(file, Math.max(from, to), file.length));
        return out.toByteArray();
    }
}
