package dev.kelp.ingest;

import dev.kelp.types.Json;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of Avro's binary encoding as JSON; datetimes, timespans, guids and decimals as KQL's texts of them. */
final class AvroValues {
    private static final int DEEPEST = 400;

    /** Values that take no bytes can be very many: a record has at most so many. */
    private static final int MOST_VALUES = 8 << 20;

    private final boolean byteArrays;
    private int room;

    AvroValues(boolean byteArrays) {
        this.byteArrays = byteArrays;
    }

    Json record(AvroType schema, Bytes in) throws Malformed {
        room = MOST_VALUES;
        return value(schema, in, 0);
    }

    private Json value(AvroType type, Bytes in, int depth) throws Malformed {
        if (depth > DEEPEST || --room < 0) {
            throw new Malformed(depth > DEEPEST ? "is nested too deep" : "holds too many values", true);
        }
        return switch (type.kind) {
            case "null" -> Json.NULL;
            case "boolean" -> Json.of(in.next() != 0);
            case "int", "long" -> whole(type, in.zigzag());
            case "float" -> Json.of(in.shortReal());
            case "double" -> Json.of(in.real());
            case "bytes" -> bytes(type, in.take(in.zigzag()));
            case "fixed" -> bytes(type, in.take(type.size));
            case "string" -> new Json.Text(Bytes.text(in.take(in.zigzag())));
            case "enum" -> new Json.Text(type.names.get(choice(in, type.names.size())));
            case "union" -> value(type.parts.get(choice(in, type.parts.size())), in, depth + 1);
            case "record" -> {
                Map<String, Json> fields = new LinkedHashMap<>();
                for (int i = 0; i < type.parts.size(); i++) {
                    fields.put(type.names.get(i), value(type.parts.get(i), in, depth + 1));
                }
                yield new Json.Bag(fields);
            }
            case "array" -> {
                List<Json> items = new ArrayList<>();
                for (long count = count(in); count > 0; count = count(in)) {
                    for (long i = 0; i < count; i++) {
                        items.add(value(type.parts.get(0), in, depth + 1));
                    }
                }
                yield new Json.Array(items);
            }
            default -> {
                Map<String, Json> entries = new LinkedHashMap<>();
                for (long count = count(in); count > 0; count = count(in)) {
                    for (long i = 0; i < count; i++) {
                        String key = Bytes.text(in.take(in.zigzag()));
                        entries.put(key, value(type.parts.get(0), in, depth + 1));
                    }
                }
                yield new Json.Bag(entries);
            }
        };
    }

    /** How many items follow; where it is negative their length in bytes comes too. */
    private static long count(Bytes in) throws Malformed {
        long count = in.zigzag();
        if (count < 0) {
            in.zigzag();
        }
        if (count == Long.MIN_VALUE) {
            throw new Malformed("is damaged: an array says that it is without end", true);
        }
        return Math.abs(count);
    }

    private static int choice(Bytes in, int choices) throws Malformed {
        long choice = in.zigzag();
        if (choice < 0 || choice >= choices) {
            throw new Malformed("is damaged: a union or enum has no choice " + choice, true);
        }
        return (int) choice;
    }

    private static Json whole(AvroType type, long value) throws Malformed {
        return switch (type.logical) {
            case "date" -> datetime(value, 86_400_000_000_000L);
            case "timestamp-millis", "local-timestamp-millis" -> datetime(value, 1_000_000);
            case "timestamp-micros", "local-timestamp-micros" -> datetime(value, 1_000);
            case "timestamp-nanos", "local-timestamp-nanos" -> datetime(value, 1);
            case "time-millis" -> timespan(value, Ticks.PER_MILLISECOND);
            case "time-micros" -> timespan(value, Ticks.PER_MICROSECOND);
            default -> Json.of(value);
        };
    }

    private static Json timespan(long value, long ticks) throws Malformed {
        try {
            return new Json.Text(Timespans.format(Math.multiplyExact(value, ticks)));
        } catch (ArithmeticException e) {
            throw new Malformed("holds a time that is too large", true);
        }
    }

    /** A time since 1970 in units of so many nanoseconds. */
    static Json datetime(long value, long nanos) throws Malformed {
        BigInteger since = BigInteger.valueOf(value).multiply(BigInteger.valueOf(nanos));
        BigInteger hundred = BigInteger.valueOf(100);
        BigInteger ticks = since.subtract(since.mod(hundred)).divide(hundred).add(BigInteger.valueOf(Ticks.UNIX_EPOCH));
        if (ticks.signum() < 0 || ticks.compareTo(BigInteger.valueOf(Ticks.MAX)) > 0) {
            throw new Malformed("holds a datetime that is not within the years 1 to 9999", true);
        }
        return new Json.Text(Ticks.format(ticks.longValue()));
    }

    private Json bytes(AvroType type, byte[] value) {
        if (type.logical.equals("decimal") && value.length > 0 && value.length <= 64) {
            return new Json.Text(new BigDecimal(new BigInteger(value), type.scale).toPlainString());
        }
        if (type.logical.equals("uuid") && value.length == 16) {
            StringBuilder hex = new StringBuilder();
            for (byte b : value) {
                hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
            return new Json.Text(hex.toString());
        }
        return binary(value, byteArrays);
    }

    static Json binary(byte[] value, boolean asArray) {
        if (!asArray) {
            return new Json.Text(Base64.getEncoder().encodeToString(value));
        }
        List<Json> items = new ArrayList<>();
        for (byte b : value) {
            items.add(Json.of(b & 0xff));
        }
        return new Json.Array(items);
    }
}
