package dev.kelp.ingest;

import dev.kelp.types.Json;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Made-up Avro types, and values of them beside what Kelp makes of these. */
final class AvroKinds {
    /** A value as Apache's library writes it, and as Kelp reads it. */
    record Made(@Nullable Object value, Json json) {}

    /** A type. */
    record Kind(Schema schema, Function<Random, Made> maker) {
        Made make(Random random) {
            return maker.apply(random);
        }
    }

    private final Random random;
    private final List<Kind> named = new ArrayList<>();
    private int names;

    AvroKinds(Random random) {
        this.random = random;
    }

    Kind record(int depth) {
        Schema schema = Schema.createRecord(name(), null, random.nextBoolean() ? "a.b" : null, false);
        List<Kind> kinds = new ArrayList<>();
        List<Schema.Field> fields = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            kinds.add(any(depth + 1, true));
            fields.add(new Schema.Field("f" + i, kinds.get(i).schema()));
        }
        schema.setFields(fields);
        return name(new Kind(schema, r -> {
            GenericData.Record record = new GenericData.Record(schema);
            Map<String, Json> json = new LinkedHashMap<>();
            for (int i = 0; i < kinds.size(); i++) {
                Made made = kinds.get(i).make(r);
                record.put(i, made.value());
                json.put("f" + i, made.json());
            }
            return new Made(record, new Json.Bag(json));
        }));
    }

    private String name() {
        return (random.nextInt(4) == 0 ? "c.d." : "") + "N" + names++;
    }

    private Kind name(Kind kind) {
        named.add(kind);
        return kind;
    }

    private Kind any(int depth, boolean unions) {
        return switch (random.nextInt(depth > 4 ? 16 : 22)) {
            case 0 -> plain(Schema.Type.NULL, r -> new Made(null, Json.NULL));
            case 1 -> plain(Schema.Type.BOOLEAN, r -> both(r.nextBoolean(), Json::of));
            case 2 -> plain(Schema.Type.INT, r -> both(r.nextInt() >> r.nextInt(32), i -> Json.of((long) i)));
            case 3 -> plain(Schema.Type.LONG, r -> both(r.nextLong() >> r.nextInt(64), Json::of));
            case 4 -> plain(Schema.Type.FLOAT, r -> both(r.nextFloat(), f -> Json.of((double) f)));
            case 5 -> plain(Schema.Type.DOUBLE, r -> both(r.nextGaussian(), Json::of));
            case 6 -> plain(Schema.Type.BYTES, r -> bytes(r, r.nextInt(20)));
            case 7 -> plain(Schema.Type.STRING, r -> both(text(r), Json.Text::new));
            case 8 ->
                logical(Schema.Type.INT, LogicalTypes.date(), Ticks.PER_DAY, since -> (Object) since.intValue(), true);
            case 9 -> times(LogicalTypes.timestampMillis(), LogicalTypes.localTimestampMillis(), Ticks.PER_MILLISECOND);
            case 10 ->
                times(LogicalTypes.timestampMicros(), LogicalTypes.localTimestampMicros(), Ticks.PER_MICROSECOND);
            case 11 ->
                logical(
                        Schema.Type.INT,
                        LogicalTypes.timeMillis(),
                        Ticks.PER_MILLISECOND,
                        since -> (Object) since.intValue(),
                        false);
            case 12 ->
                logical(
                        Schema.Type.LONG,
                        LogicalTypes.timeMicros(),
                        Ticks.PER_MICROSECOND,
                        since -> (Object) since,
                        false);
            case 13 -> decimal();
            case 14 -> enumeration();
            case 15 -> fixed();
            case 16 -> array(any(depth + 1, true));
            case 17 -> map(any(depth + 1, true));
            case 18 -> named.isEmpty() ? record(depth) : named.get(random.nextInt(named.size()));
            case 19, 20 -> unions ? union(depth) : record(depth);
            default -> record(depth);
        };
    }

    private static Kind plain(Schema.Type type, Function<Random, Made> maker) {
        return new Kind(Schema.create(type), maker);
    }

    private static <T> Made both(T value, Function<T, Json> json) {
        return new Made(value, json.apply(value));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint("a\u00e9\"\n\u20ac\ud83d\ude00".codePointAt(random.nextInt(6)));
        }
        // Half a character cannot be written.
        return text.toString().replaceAll("(?<![\ud800-\udbff])[\udc00-\udfff]", "");
    }

    private static Made bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new Made(ByteBuffer.wrap(bytes), base64(bytes));
    }

    private static Json base64(byte[] bytes) {
        return new Json.Text(Base64.getEncoder().encodeToString(bytes));
    }

    private Kind times(LogicalType utc, LogicalType local, long unit) {
        return logical(Schema.Type.LONG, random.nextBoolean() ? utc : local, unit, since -> (Object) since, true);
    }

    private static Kind logical(
            Schema.Type type, LogicalType logical, long unit, Function<Long, Object> value, boolean datetime) {
        return new Kind(logical.addToSchema(Schema.create(type)), r -> {
            long ticks = datetime
                    ? AvroLibraryTest.ticks(r, unit)
                    : Math.floorMod(r.nextLong(), Ticks.PER_DAY) / unit * unit;
            long since = Math.floorDiv(datetime ? ticks - Ticks.UNIX_EPOCH : ticks, unit);
            return new Made(
                    value.apply(since), new Json.Text(datetime ? Ticks.format(ticks) : Timespans.format(ticks)));
        });
    }

    private Kind decimal() {
        int scale = random.nextInt(10);
        Schema schema = LogicalTypes.decimal(30, scale).addToSchema(Schema.create(Schema.Type.BYTES));
        return new Kind(schema, r -> {
            BigInteger digits = new BigInteger(r.nextInt(90), r).subtract(BigInteger.valueOf(r.nextInt(1000)));
            return new Made(
                    ByteBuffer.wrap(digits.toByteArray()),
                    new Json.Text(new BigDecimal(digits, scale).toPlainString()));
        });
    }

    private Kind enumeration() {
        Schema schema = Schema.createEnum(name(), null, null, List.of("A", "B", "C"));
        return name(new Kind(schema, r -> {
            String symbol = schema.getEnumSymbols().get(r.nextInt(3));
            return new Made(new GenericData.EnumSymbol(schema, symbol), new Json.Text(symbol));
        }));
    }

    private Kind fixed() {
        Schema schema = Schema.createFixed(name(), null, null, random.nextInt(20));
        return name(new Kind(schema, r -> {
            byte[] bytes = new byte[schema.getFixedSize()];
            r.nextBytes(bytes);
            return new Made(new GenericData.Fixed(schema, bytes), base64(bytes));
        }));
    }

    private static Kind array(Kind of) {
        return new Kind(Schema.createArray(of.schema()), r -> {
            List<@Nullable Object> values = new ArrayList<>();
            List<Json> json = new ArrayList<>();
            for (int i = r.nextInt(4); i > 0; i--) {
                Made made = of.make(r);
                values.add(made.value());
                json.add(made.json());
            }
            return new Made(values, new Json.Array(json));
        });
    }

    private static Kind map(Kind of) {
        return new Kind(Schema.createMap(of.schema()), r -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            Map<String, Json> json = new LinkedHashMap<>();
            for (int i = r.nextInt(4); i > 0; i--) {
                Made made = of.make(r);
                values.put("k" + i, made.value());
                json.put("k" + i, made.json());
            }
            return new Made(values, new Json.Bag(json));
        });
    }

    /** Of null and another type, the most common one. */
    private Kind union(int depth) {
        Kind other = any(depth + 1, false);
        if (other.schema().getType() == Schema.Type.NULL) {
            return other;
        }
        Schema none = Schema.create(Schema.Type.NULL);
        Schema schema = random.nextBoolean()
                ? Schema.createUnion(none, other.schema())
                : Schema.createUnion(other.schema(), none);
        return new Kind(schema, r -> r.nextInt(3) == 0 ? new Made(null, Json.NULL) : other.make(r));
    }
}
