package dev.kelp.ingest;

import dev.kelp.types.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One column of an ORC stripe, value by value as JSON; with the columns inside it. */
final class OrcColumn {
    private static final int DEEPEST = 200;
    private static final LocalDateTime EPOCH = LocalDateTime.of(2015, 1, 1, 0, 0);

    /** The next value that isn't null. */
    @FunctionalInterface
    private interface Values {
        Json next() throws IOException, Malformed;
    }

    private final @Nullable OrcBytes present;
    private final Values values;

    private OrcColumn(@Nullable OrcBytes present, Values values) {
        this.present = present;
        this.values = values;
    }

    Json next() throws IOException, Malformed {
        return present == null || present.bit() ? values.next() : Json.NULL;
    }

    /** The records of a stripe. */
    static OrcColumn root(OrcStripe stripe, List<ProtoMessage> types) throws IOException, Malformed {
        return of(stripe, types, 0, 0, new Room());
    }

    /** How many values one record may still hold. */
    static final class Room {
        private long left;

        void take(long values) throws Malformed {
            left -= values;
            if (values < 0 || left < 0) {
                throw new Malformed("is damaged: a record holds too many values", true);
            }
        }
    }

    private static OrcColumn of(OrcStripe stripe, List<ProtoMessage> types, int id, int depth, Room room)
            throws IOException, Malformed {
        if (depth > DEEPEST) {
            throw new Malformed("is nested too deep", true);
        }
        ProtoMessage type = types.get(id);
        List<OrcColumn> parts = new ArrayList<>();
        for (int part : OrcFile.ids(type.numbers(2), types.size())) {
            if (part <= id) {
                throw new Malformed("is damaged: a type holds itself", true);
            }
            parts.add(of(stripe, types, part, depth + 1, room));
        }
        OrcStream present = stripe.optional(id, OrcStripe.PRESENT);
        return new OrcColumn(
                present == null ? null : new OrcBytes(present), values(stripe, type, id, parts, depth, room));
    }

    private static Values values(
            OrcStripe stripe, ProtoMessage type, int id, List<OrcColumn> parts, int depth, Room room)
            throws IOException, Malformed {
        int kind = (int) type.number(1);
        switch (kind) {
            case 0:
                OrcBytes bits = new OrcBytes(stripe.stream(id, OrcStripe.DATA));
                return () -> Json.of(bits.bit());
            case 1:
                OrcBytes bytes = new OrcBytes(stripe.stream(id, OrcStripe.DATA));
                return () -> Json.of((byte) bytes.next());
            case 2, 3, 4:
                OrcNumbers numbers = stripe.numbers(id, OrcStripe.DATA, true);
                return () -> Json.of(numbers.next());
            case 5:
                OrcStream floats = stripe.stream(id, OrcStripe.DATA);
                return () -> Json.of((double) Float.intBitsToFloat((int) floats.little(4)));
            case 6:
                OrcStream doubles = stripe.stream(id, OrcStripe.DATA);
                return () -> Json.of(Double.longBitsToDouble(doubles.little(8)));
            case 7, 16, 17:
                return stripe.hasDictionary(id) ? dictionary(stripe, id) : texts(stripe, id);
            case 8:
                OrcNumbers lengths = stripe.numbers(id, OrcStripe.LENGTH, false);
                OrcStream data = stripe.stream(id, OrcStripe.DATA);
                return () -> AvroValues.binary(data.take(lengths.next()), false);
            case 9, 18:
                return timestamps(stripe, id, kind == 18 ? ZoneOffset.UTC : stripe.zone());
            case 14:
                return decimals(stripe, id);
            case 15:
                OrcNumbers days = stripe.numbers(id, OrcStripe.DATA, true);
                return () -> AvroValues.datetime(days.next(), 86_400_000_000_000L);
            case 12:
                return struct(type.texts(3), parts, depth == 0, room);
            case 10, 11, 13:
                if (parts.size() == (kind == 10 ? 1 : 2) || kind == 13 && !parts.isEmpty()) {
                    return nested(stripe, kind, id, parts, room);
                }
                throw new Malformed("is damaged: a type has no parts", true);
            default:
                throw new Malformed("holds a column of a type that is not supported", true);
        }
    }

    private static Values texts(OrcStripe stripe, int id) throws Malformed {
        OrcNumbers lengths = stripe.numbers(id, OrcStripe.LENGTH, false);
        OrcStream data = stripe.stream(id, OrcStripe.DATA);
        return () -> new Json.Text(Bytes.text(data.take(lengths.next())));
    }

    /** The entries are read when the first value is asked for. */
    private static Values dictionary(OrcStripe stripe, int id) throws Malformed {
        OrcNumbers places = stripe.numbers(id, OrcStripe.DATA, false);
        List<Json> entries = new ArrayList<>();
        int size = stripe.dictionarySize(id);
        return () -> {
            if (entries.isEmpty()) {
                OrcNumbers lengths = stripe.numbers(id, OrcStripe.LENGTH, false);
                OrcStream data = stripe.stream(id, OrcStripe.DICTIONARY);
                long bytes = 0;
                for (int i = 0; i < size; i++) {
                    long length = lengths.next();
                    bytes += length + 32;
                    if (bytes > 2L * Blocks.LONGEST) {
                        throw new Malformed("holds a dictionary that is too long", true);
                    }
                    entries.add(new Json.Text(Bytes.text(data.take(length))));
                }
            }
            long place = places.next();
            if (place < 0 || place >= entries.size()) {
                throw new Malformed("is damaged: a dictionary has no entry " + place, true);
            }
            return entries.get((int) place);
        };
    }

    private static Values timestamps(OrcStripe stripe, int id, ZoneId zone) throws Malformed {
        OrcNumbers seconds = stripe.numbers(id, OrcStripe.DATA, true);
        OrcNumbers fractions = stripe.numbers(id, OrcStripe.SECONDARY, false);
        long epoch = EPOCH.atZone(zone).toEpochSecond();
        return () -> {
            long fraction = fractions.next();
            // Arrow's writer has negative fractions before 1970.
            long nanos = fraction >> 3;
            if ((fraction & 7) > 0) {
                for (int i = 0; i <= (fraction & 7); i++) {
                    nanos *= 10;
                }
            }
            long second = seconds.next() + epoch;
            if (second < -70_000_000_000L || second > 300_000_000_000L || Math.abs(nanos) > 999_999_999) {
                throw new Malformed("holds a datetime that is not within the years 1 to 9999", true);
            }
            if (second < 0 && nanos > 999_999) {
                second--;
            }
            // A datetime without a zone is what the clock on the writer's wall showed.
            second += zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
            return AvroValues.datetime(second * 10_000_000 + Math.floorDiv(nanos, 100), 100);
        };
    }

    private static Values decimals(OrcStripe stripe, int id) throws Malformed {
        OrcStream data = stripe.stream(id, OrcStripe.DATA);
        OrcNumbers scales = stripe.numbers(id, OrcStripe.SECONDARY, true);
        return () -> {
            BigInteger value = BigInteger.ZERO;
            int shift = 0;
            int b;
            do {
                b = data.next();
                value = value.or(BigInteger.valueOf(b & 0x7f).shiftLeft(shift));
                shift += 7;
            } while (b >= 0x80 && shift < 140);
            boolean negative = value.testBit(0);
            value = value.shiftRight(1);
            long scale = scales.next();
            if (scale < 0 || scale > 38) {
                throw new Malformed("is damaged: a decimal has " + scale + " digits behind its point", true);
            }
            return new Json.Text(new BigDecimal(negative ? value.not() : value, (int) scale).toPlainString());
        };
    }

    private static Values struct(List<String> names, List<OrcColumn> parts, boolean root, Room room) throws Malformed {
        if (names.size() != parts.size()) {
            throw new Malformed("is damaged: a column has no name", true);
        }
        return () -> {
            if (root) {
                room.left = 8 << 20;
            }
            room.take(parts.size());
            Map<String, Json> fields = new LinkedHashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                fields.put(names.get(i), parts.get(i).next());
            }
            return new Json.Bag(fields);
        };
    }

    private static Values nested(OrcStripe stripe, int kind, int id, List<OrcColumn> parts, Room room)
            throws Malformed {
        if (kind == 13) {
            OrcBytes tags = new OrcBytes(stripe.stream(id, OrcStripe.DATA));
            return () -> {
                int tag = tags.next();
                if (tag >= parts.size()) {
                    throw new Malformed("is damaged: a union has no choice " + tag, true);
                }
                return parts.get(tag).next();
            };
        }
        OrcNumbers lengths = stripe.numbers(id, OrcStripe.LENGTH, false);
        return () -> {
            long length = lengths.next();
            room.take(length);
            List<Json> items = new ArrayList<>();
            Map<String, Json> entries = new LinkedHashMap<>();
            for (long i = 0; i < length; i++) {
                Json item = parts.get(0).next();
                if (kind == 10) {
                    items.add(item);
                } else {
                    entries.put(item.text(), parts.get(1).next());
                }
            }
            return kind == 10 ? new Json.Array(items) : new Json.Bag(entries);
        };
    }
}
