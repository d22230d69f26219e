package dev.kelp.fuzz;

import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values: columns, constants, operators and calls that nest, of a type that is asked for. */
final class Expressions {
    private static final Set<String> WINDOWS =
            Set.of("prev", "next", "row_number", "row_cumsum", "row_rank_dense", "row_rank_min", "row_window_session");

    private static final List<String> TEXT_OPERATORS = List.of(
            "has",
            "!has",
            "contains",
            "!contains",
            "startswith",
            "!startswith",
            "endswith",
            "hasprefix",
            "hassuffix",
            "has_cs",
            "contains_cs",
            "startswith_cs",
            "endswith_cs",
            "=~",
            "!~",
            "==",
            "!=",
            "!hasprefix_cs",
            "!endswith_cs");

    /** Parameters of aggregates that the documentation wants constant. */
    private static final Set<String> SIZES = Set.of("maxSize", "accuracy", "percentiles");

    private final Chance chance;
    private final Profile profile;
    private final Literals literals;
    private final Map<KqlType, List<Signature>> scalars = new EnumMap<>(KqlType.class);
    private final List<Signature> windows;
    private final List<Signature> several;

    Expressions(Chance chance, Profile profile) {
        this.chance = chance;
        this.profile = profile;
        this.literals = new Literals(chance);
        List<Signature> all = Vocabulary.of(profile).scalars();
        for (KqlType type : KqlType.values()) {
            scalars.put(type, Vocabulary.of(profile).yielding(type));
        }
        windows = all.stream().filter(s -> WINDOWS.contains(s.name())).toList();
        several = all.stream().filter(s -> s.result().equals("many")).toList();
    }

    static boolean isWindow(Signature signature) {
        return WINDOWS.contains(signature.name());
    }

    Literals literals() {
        return literals;
    }

    KqlType type() {
        return chance.of(KqlType.values());
    }

    /** A value that may be of any type, where the caller has no need to know which. */
    String any(Columns columns, int depth) {
        if (columns.serialized() && !windows.isEmpty() && chance.percent(15)) {
            return call(chance.of(windows), type(), columns, depth);
        }
        if (!several.isEmpty() && chance.percent(2)) {
            return call(chance.of(several), KqlType.DYNAMIC, columns, depth);
        }
        return of(type(), columns, depth);
    }

    /** A value of the type, unless chance gives another to test what is refused. */
    String of(KqlType wanted, Columns columns, int depth) {
        return exactly(profile.loose() > 0 && chance.percent(profile.loose()) ? type() : wanted, columns, depth);
    }

    /** A value that is of the type, whatever chance does to its parts. */
    String exactly(KqlType type, Columns columns, int depth) {
        if (depth <= 0 || chance.percent(25)) {
            return leaf(type, columns);
        }
        List<Signature> calls = scalars.get(type);
        if (!calls.isEmpty() && chance.percent(50)) {
            return call(chance.of(calls), type, columns, depth);
        }
        String value = operator(type, columns, depth);
        return chance.percent(40) ? "(" + value + ")" : value;
    }

    private String leaf(KqlType type, Columns columns) {
        List<Columns.Known> fitting = columns.typed(t -> t == type);
        if (!fitting.isEmpty() && chance.percent(75)) {
            return chance.of(fitting).text();
        }
        List<Columns.Known> dynamics = columns.typed(t -> t == KqlType.DYNAMIC);
        if (type == KqlType.DYNAMIC && !dynamics.isEmpty() && chance.percent(60)) {
            String name = chance.of(dynamics).text();
            return chance.of(name + ".a", name + "[\"a\"]", name + "[0]", name + ".a.b", name + "['x y']", name);
        }
        return literals.of(type);
    }

    private String operator(KqlType type, Columns columns, int depth) {
        int below = depth - 1;
        return switch (type) {
            case BOOL -> condition(columns, depth);
            case INT, LONG, REAL, DECIMAL -> {
                KqlType other = chance.percent(75) ? type : narrower(type);
                yield chance.percent(8)
                        ? "-" + of(type, columns, 0)
                        : of(type, columns, below)
                                + chance.of(" + ", " - ", " * ", " / ", " % ", "+")
                                + of(other, columns, below);
            }
            case DATETIME ->
                part(type, columns, below) + chance.of(" + ", " - ") + part(KqlType.TIMESPAN, columns, below);
            case TIMESPAN ->
                switch (chance.below(4)) {
                    case 0 -> part(KqlType.DATETIME, columns, below) + " - " + part(KqlType.DATETIME, columns, below);
                    case 1 -> part(type, columns, below) + chance.of(" * ", " / ") + part(number(), columns, below);
                    default -> part(type, columns, below) + chance.of(" + ", " - ") + part(type, columns, below);
                };
            case STRING -> "strcat(" + of(type, columns, below) + ", " + of(type(), columns, below) + ")";
            case GUID -> leaf(type, columns);
            case DYNAMIC ->
                chance.percent(50) ? leaf(type, columns) : chance.percent(50) ? literals.array() : literals.bag();
        };
    }

    /** An operand in parentheses where it needs them. */
    private String part(KqlType type, Columns columns, int depth) {
        String value = of(type, columns, depth);
        return value.contains(" ") ? "(" + value + ")" : value;
    }

    /** A number type that the operators of the given one also take. */
    private KqlType narrower(KqlType type) {
        return switch (type) {
            case REAL -> chance.of(KqlType.INT, KqlType.LONG);
            case DECIMAL -> chance.of(KqlType.INT, KqlType.LONG, KqlType.REAL);
            default -> KqlType.INT;
        };
    }

    private KqlType number() {
        return chance.of(KqlType.INT, KqlType.LONG, KqlType.REAL, KqlType.DECIMAL);
    }

    String condition(Columns columns, int depth) {
        int below = depth - 1;
        // Kusto's engine compares no two dynamics, though its analyser lets them pass.
        KqlType drawn = type();
        KqlType type = drawn == KqlType.DYNAMIC && chance.percent(95) ? KqlType.STRING : drawn;
        String value = exactly(type, columns, below);
        switch (chance.below(10)) {
            case 0:
                return of(KqlType.BOOL, columns, below) + chance.of(" and ", " or ") + of(KqlType.BOOL, columns, below);
            case 1:
                return "not(" + of(KqlType.BOOL, columns, below) + ")";
            case 2:
                return value + chance.of(" in (", " !in (") + leaf(type, columns) + ", " + literals.of(type) + ")";
            case 3:
                return chance.of("isnull(", "isnotnull(", "isempty(", "isnotempty(") + value + ")";
            case 4: {
                KqlType ranged = chance.of(KqlType.LONG, KqlType.INT, KqlType.REAL, KqlType.DATETIME, KqlType.TIMESPAN);
                return exactly(ranged, columns, below) + chance.of(" between (", " !between (") + literals.of(ranged)
                        + " .. " + (ranged == KqlType.DATETIME && chance.percent(40) ? "2d" : literals.of(ranged))
                        + ")";
            }
            case 5:
            case 6:
                return of(KqlType.STRING, columns, below) + " " + chance.of(TEXT_OPERATORS) + " "
                        + of(KqlType.STRING, columns, 0);
            case 7:
                return chance.percent(50)
                        ? of(KqlType.STRING, columns, below)
                                + chance.of(" has_any (", " has_all (", " in~ (", " !in~ (") + "\"alpha\", "
                                + of(KqlType.STRING, columns, 0) + ")"
                        : of(KqlType.STRING, columns, below) + " matches regex \"[a-c]+\\\\d?\"";
            default:
                KqlType compared = type.isNumber() && chance.percent(40) ? number() : type;
                boolean ordered = type.isOrderable() && type != KqlType.STRING && type != KqlType.BOOL;
                return value
                        + (ordered
                                ? chance.of(" < ", " <= ", " > ", " >= ", " == ", " != ")
                                : chance.of(" == ", " != "))
                        + exactly(compared, columns, below);
        }
    }

    /** A call with arguments of the parameters' types; a typeof among them names the type that is wanted. */
    String call(Signature signature, KqlType wanted, Columns columns, int depth) {
        List<String> arguments = new ArrayList<>();
        List<Signature.Parameter> parameters = signature.parameters();
        KqlType common = agreed(signature, wanted);
        int blocks = signature.block() ? chance.from(1, 2) : 0;
        for (int b = 0; b < blocks; b++) {
            for (Signature.Parameter parameter : parameters) {
                if (parameter.repeated()) {
                    arguments.add(argument(
                            signature, parameter, wanted, type(parameter, common, wanted, signature), columns, depth));
                }
            }
        }
        for (Signature.Parameter parameter : parameters) {
            if (signature.block() && parameter.repeated()) {
                continue;
            }
            if (parameter.optional() && chance.percent(50)) {
                break;
            }
            int times = parameter.repeated() ? chance.from(parameter.least(), Math.max(3, parameter.least())) : 1;
            for (int i = 0; i < times; i++) {
                arguments.add(argument(
                        signature, parameter, wanted, type(parameter, common, wanted, signature), columns, depth));
            }
        }
        return signature.name() + "(" + String.join(", ", arguments) + ")";
    }

    private KqlType agreed(Signature signature, KqlType wanted) {
        if (signature.result().equals("common")) {
            return wanted;
        }
        return type();
    }

    private KqlType type(Signature.Parameter parameter, KqlType common, KqlType wanted, Signature signature) {
        if (parameter.isCommon()) {
            return common;
        }
        if (signature.result().startsWith("=")
                && signature.parameters().get(signature.result().charAt(1) - '0') == parameter
                && parameter.types().contains(wanted)) {
            return wanted;
        }
        if (signature.result().equals("widest") && parameter.types().contains(wanted)) {
            return wanted;
        }
        List<KqlType> types = new ArrayList<>(parameter.types());
        return types.isEmpty() ? KqlType.LONG : chance.of(types);
    }

    private String argument(
            Signature signature,
            Signature.Parameter parameter,
            KqlType wanted,
            KqlType type,
            Columns columns,
            int depth) {
        if (parameter.isType()) {
            return "typeof(" + wanted.kql() + ")";
        }
        if (!parameter.values().isEmpty()) {
            return "\"" + chance.of(parameter.values()) + "\"";
        }
        String special = Texts.argument(signature.name(), parameter.name(), chance);
        if (special != null && type == KqlType.STRING) {
            return special;
        }
        switch (parameter.argument()) {
            case "literal":
            case "constant":
                return literals.of(type);
            case "column": {
                List<Columns.Known> fitting = columns.typed(t -> t == type);
                List<Columns.Known> known = fitting.isEmpty() ? columns.known() : fitting;
                return known.isEmpty() ? "missing" : chance.of(known).text();
            }
            case "star":
                return "*";
            case "starred":
                return chance.percent(20) ? "*" : of(type, columns, depth - 1);
            default:
                break;
        }
        if (signature.name().startsWith("percentile") && parameter.kind().equals("number") && chance.percent(99)) {
            return chance.of("50", "95", "5", "99.9", "25");
        }
        if (signature.aggregate() && SIZES.contains(parameter.name()) && chance.percent(99)) {
            return parameter.kind().equals("dynamicarray") ? "dynamic([5, 50])" : chance.of("1", "2", "3", "4");
        }
        boolean isArray = parameter.kind().equals("dynamicarray")
                || parameter.kind().endsWith("orarray") && type == KqlType.DYNAMIC;
        if (isArray) {
            return container(Vocabulary.of(profile).arrays(), literals.array(), columns, depth);
        }
        if (parameter.kind().equals("dynamicbag")) {
            return container(Vocabulary.of(profile).bags(), literals.bag(), columns, depth);
        }
        return parameter.isCommon() ? exactly(type, columns, depth - 1) : of(type, columns, depth - 1);
    }

    /** An array or a bag: Kusto's analyser tells them apart, where a dynamic is no column. */
    private String container(List<Signature> calls, String literal, Columns columns, int depth) {
        List<Columns.Known> dynamics = columns.typed(t -> t == KqlType.DYNAMIC);
        if (!dynamics.isEmpty() && chance.percent(50)) {
            return chance.of(dynamics).text();
        }
        return depth > 1 && !calls.isEmpty() && chance.percent(40)
                ? call(chance.of(calls), KqlType.DYNAMIC, columns, depth - 1)
                : literal;
    }
}
