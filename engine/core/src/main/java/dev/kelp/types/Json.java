package dev.kelp.types;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A value of KQL's {@code dynamic}, as a tree.
 *
 * <p>Between functions such a value travels as compact JSON text (its carrier); a function that looks inside parses it, and
 * writes its answer back. Property order is kept, the last of repeated keys wins, integers stay integers, reals keep {@code .0},
 * and no number loses a digit.
 */
public sealed interface Json {

    /** JSON's null, KQL's null in the carrier. */
    enum Null implements Json {
        NULL
    }

    record Bool(boolean value) implements Json {}

    /** An integer of 64 bits, KQL's long. */
    record Int(long value) implements Json {}

    /** A number that neither a long nor a real says exactly, by its own text: its digits are kept, reckoning takes the real. */
    record Exact(String digits) implements Json {
        /** The nearest real. */
        public double value() {
            return Double.parseDouble(digits);
        }
    }

    /** A real; NaN and the infinities are written as strings, which is all JSON has for them. */
    record Real(double value) implements Json {}

    record Text(String value) implements Json {}

    record Array(List<Json> items) implements Json {
        public Array {
            items = List.copyOf(items);
        }
    }

    /** A property bag. The map is kept as given, for speed: the giver must not change it afterwards. */
    record Bag(Map<String, Json> properties) implements Json {
        public Bag {
            properties = Collections.unmodifiableMap(properties);
        }
    }

    Json NULL = Null.NULL;
    Json TRUE = new Bool(true);
    Json FALSE = new Bool(false);
    Array EMPTY_ARRAY = new Array(List.of());
    Bag EMPTY_BAG = new Bag(new LinkedHashMap<>());

    /** The tree of a carrier; KQL's null is {@link #NULL}. */
    static Json of(@Nullable String carrier) {
        return carrier == null ? NULL : parse(carrier);
    }

    /** The tree of JSON text; text that is no JSON is a string of itself (R96). */
    static Json parse(String text) {
        return strict(text).orElseGet(() -> new Text(text));
    }

    /** The tree of JSON text, empty where it is no JSON. */
    static Optional<Json> strict(String text) {
        return JsonReader.read(text, false);
    }

    /** As {@link #strict}; a comma behind the last item of an array or a bag does no harm. */
    static Optional<Json> lenient(String text) {
        return JsonReader.read(text, true);
    }

    /** Whether a text is surely what {@link #write} gives for its tree; found in one pass without making it. */
    static boolean isCompact(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return CompactJson.end(Arrays.copyOf(utf8, utf8.length + 1), 0, false, null) == utf8.length;
    }

    /** Takes a text piece by piece. */
    interface Pieces {
        void add(int from, int to);
    }

    /**
     * Leaves out of a text what {@link #write} would not write, without making a tree: blanks, and zeros that end a fraction.
     *
     * @param utf8 holds a value, which begins here, and has a zero behind it
     * @param breaks whether line breaks are blanks
     * @param pieces is told what stays; has heard in vain where the answer is -1
     * @return where the value ends, -1 in doubt
     */
    static int compact(byte[] utf8, int from, boolean breaks, Pieces pieces) {
        return CompactJson.end(utf8, from, breaks, pieces);
    }

    static Json of(boolean value) {
        return value ? TRUE : FALSE;
    }

    static Json of(long value) {
        return new Int(value);
    }

    static Json of(double value) {
        return new Real(value);
    }

    static Json text(String value) {
        return new Text(value);
    }

    /** An array of strings. */
    static Array texts(Iterable<String> values) {
        List<Json> items = new ArrayList<>();
        for (String value : values) {
            items.add(new Text(value));
        }
        return new Array(items);
    }

    /** Compact JSON text. */
    default String write() {
        StringBuilder out = new StringBuilder();
        JsonWriter.write(this, out);
        return out.toString();
    }

    /** The carrier: compact JSON text, null for null. */
    default @Nullable String carrier() {
        return this == NULL ? null : write();
    }

    /** What {@code gettype} says of it (R30). */
    default String kind() {
        if (this instanceof Null) {
            return "null";
        } else if (this instanceof Bool) {
            return "bool";
        } else if (this instanceof Int) {
            return "long";
        } else if (this instanceof Text) {
            return "string";
        } else if (this instanceof Array) {
            return "array";
        } else if (this instanceof Bag) {
            return "dictionary";
        }
        return "double";
    }

    /** Whether it is a number of any sort. */
    default boolean isNumber() {
        return this instanceof Int || this instanceof Real || this instanceof Exact;
    }

    /** What {@code tostring} makes of a dynamic (R95): a string without its quotes, null as the empty text, else JSON. */
    default String text() {
        if (this instanceof Text text) {
            return text.value;
        }
        return this instanceof Real real ? Reals.format(real.value) : this == NULL ? "" : write();
    }

    /** The JSON text of a scalar of a type, null for null (R108); the carrier of {@code todynamic(value)}. */
    static @Nullable String ofCarrier(KqlType type, @Nullable Object value) {
        if (value == null || type == KqlType.DYNAMIC) {
            return (String) value;
        }
        StringBuilder out = new StringBuilder();
        Values.writeElement(out, value, type);
        return out.toString();
    }

    /** The value of a key inside a bag's carrier, null where there is none (R92). */
    static @Nullable String get(@Nullable String carrier, String key) {
        return carrier == null ? null : JsonScan.get(carrier, key);
    }

    /** The element at an index inside an array's carrier, from the end where negative (R93), null where there is none. */
    static @Nullable String at(@Nullable String carrier, long index) {
        return carrier == null ? null : JsonScan.at(carrier, index);
    }

    /** How many elements an array's carrier has; null for what is no array (R100). */
    static @Nullable Long length(@Nullable String carrier) {
        return carrier != null && isArray(carrier) ? JsonScan.count(carrier) : null;
    }

    /** The JSON texts of an array's elements, {@code null} among them as such; null for what is no array. */
    static @Nullable List<String> elements(@Nullable String carrier) {
        return carrier != null && isArray(carrier) ? JsonScan.elements(carrier) : null;
    }

    /** The JSON texts of a bag's values by their keys, in their order; null for what is no bag. */
    static @Nullable Map<String, String> properties(@Nullable String carrier) {
        return carrier != null && isBag(carrier) ? JsonScan.properties(carrier) : null;
    }

    /** The carrier of an array of JSON texts. */
    static String array(Iterable<String> elements) {
        StringJoiner out = new StringJoiner(",", "[", "]");
        elements.forEach(out::add);
        return out.toString();
    }

    /** The carrier of a bag of JSON texts. */
    static String bag(Map<String, String> properties) {
        StringBuilder out = new StringBuilder("{");
        properties.forEach((key, value) -> {
            if (out.length() > 1) {
                out.append(',');
            }
            JsonText.quote(out, key);
            out.append(':').append(value);
        });
        return out.append('}').toString();
    }

    static boolean isArray(@Nullable String carrier) {
        return carrier != null && carrier.length() > 1 && carrier.charAt(0) == '[';
    }

    static boolean isBag(@Nullable String carrier) {
        return carrier != null && carrier.length() > 1 && carrier.charAt(0) == '{';
    }
}
