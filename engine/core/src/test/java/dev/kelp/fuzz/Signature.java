package dev.kelp.fuzz;

import dev.kelp.types.KqlType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A signature of a function, as {@code dev/signatures} writes them.
 *
 * @param result the name of a type, {@code =0} for that of an argument, {@code common}, {@code widest}, {@code typeof}, or
 *     {@code many} for a call that makes several columns
 * @param block whether the repeated parameters repeat together
 */
record Signature(boolean aggregate, String name, String result, boolean block, List<Parameter> parameters) {

    /**
     * @param kind the word for its types, {@code number}
     * @param argument what an argument must be: {@code literal}, {@code constant}, {@code column}, {@code star}, {@code starred}, or ""
     * @param least how many times it is given at least
     * @param values the texts it takes; empty where it takes any
     */
    record Parameter(
            String name,
            String kind,
            String argument,
            boolean optional,
            boolean repeated,
            int least,
            List<String> values) {

        boolean isType() {
            return kind.equals("type");
        }

        boolean isCommon() {
            return kind.startsWith("common");
        }

        Set<KqlType> types() {
            return switch (kind) {
                case "number" -> EnumSet.of(KqlType.INT, KqlType.LONG, KqlType.REAL, KqlType.DECIMAL);
                case "integer" -> EnumSet.of(KqlType.INT, KqlType.LONG);
                case "numberorbool" ->
                    EnumSet.of(KqlType.INT, KqlType.LONG, KqlType.REAL, KqlType.DECIMAL, KqlType.BOOL);
                case "summable" ->
                    EnumSet.of(
                            KqlType.INT,
                            KqlType.LONG,
                            KqlType.REAL,
                            KqlType.DECIMAL,
                            KqlType.DATETIME,
                            KqlType.TIMESPAN);
                case "dynamicarray", "dynamicbag" -> EnumSet.of(KqlType.DYNAMIC);
                case "stringordynamic", "stringorarray" -> EnumSet.of(KqlType.STRING, KqlType.DYNAMIC);
                case "integerorarray" -> EnumSet.of(KqlType.INT, KqlType.LONG, KqlType.DYNAMIC);
                case "orderable", "commonorderable" -> EnumSet.complementOf(EnumSet.of(KqlType.GUID, KqlType.DYNAMIC));
                case "notdynamic" -> EnumSet.complementOf(EnumSet.of(KqlType.DYNAMIC));
                case "notbool" -> EnumSet.complementOf(EnumSet.of(KqlType.BOOL));
                case "notrealorbool" -> EnumSet.complementOf(EnumSet.of(KqlType.BOOL, KqlType.REAL));
                case "scalar", "commonscalar", "commonscalarordynamic", "type" -> EnumSet.allOf(KqlType.class);
                default -> declared(kind);
            };
        }

        private static Set<KqlType> declared(String names) {
            Set<KqlType> types = EnumSet.noneOf(KqlType.class);
            for (String name : names.split("\\|")) {
                types.add(KqlType.named(name).orElseThrow(() -> new IllegalArgumentException(names)));
            }
            return types;
        }
    }

    /** Whether a call can be of the type. */
    boolean yields(KqlType type) {
        return switch (result) {
            case "many" -> false;
            case "typeof" -> type != KqlType.DYNAMIC;
            case "common" -> parameters.get(parameters.size() - 1).types().contains(type);
            case "widest" -> type.isNumber();
            case "=0", "=1" -> parameters.get(result.charAt(1) - '0').types().contains(type);
            default -> result.equals(type.kql());
        };
    }

    static List<Signature> all() {
        try (InputStream in = Objects.requireNonNull(Signature.class.getResourceAsStream("/fuzz/signatures.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Signature::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Signature parse(String line) {
        String[] words = line.split(" ");
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 4; i < words.length; i++) {
            parameters.add(parameter(words[i]));
        }
        return new Signature(
                words[0].equals("a"), words[1], words[2], words[3].equals("block"), List.copyOf(parameters));
    }

    private static Parameter parameter(String text) {
        int equals = text.indexOf('=');
        List<String> values =
                equals < 0 ? List.of() : List.of(text.substring(equals + 1).split("\\|"));
        String head = equals < 0 ? text : text.substring(0, equals);
        boolean optional = head.endsWith("?");
        int star = head.indexOf('*');
        int least = star < 0 ? optional ? 0 : 1 : Integer.parseInt(head.substring(star + 1));
        head = star >= 0 ? head.substring(0, star) : optional ? head.substring(0, head.length() - 1) : head;
        String name = head.substring(0, head.indexOf(':'));
        String kind = head.substring(name.length() + 1);
        int mark = kind.indexOf('!');
        String argument = mark < 0 ? "" : kind.substring(mark + 1);
        return new Parameter(
                name, mark < 0 ? kind : kind.substring(0, mark), argument, optional, star >= 0, least, values);
    }
}
