package dev.kelp.fuzz;

import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every function with every type of argument: each signature called as it wants to be, and then with one argument at a time of each
 * type, one argument too few and one too many; and every operator between all types.
 */
final class Calls {
    private static final List<String> OPERATORS = List.of(
            "+",
            "-",
            "*",
            "/",
            "%",
            "<",
            "<=",
            "==",
            "!=",
            "=~",
            "has",
            "contains",
            "startswith",
            "matches regex",
            "and",
            "or");

    private final Profile profile;
    private final Set<String> queries = new LinkedHashSet<>();

    private Calls(Profile profile) {
        this.profile = profile;
    }

    static List<String> all(Profile profile) {
        Calls calls = new Calls(profile);
        for (Signature signature : Vocabulary.of(profile).scalars()) {
            calls.vary(signature);
        }
        for (Signature signature : Vocabulary.of(profile).aggregates()) {
            calls.vary(signature);
        }
        for (String operator : OPERATORS) {
            calls.between(operator);
        }
        return List.copyOf(calls.queries);
    }

    private void between(String operator) {
        for (KqlType left : KqlType.values()) {
            for (KqlType right : KqlType.values()) {
                queries.add("Types | project x = " + column(left) + " " + operator + " " + column(right));
            }
            queries.add("Types | project x = " + column(left) + " " + operator + " '1'");
            queries.add("Types | project x = " + column(left) + " in (" + column(left) + ", 1)");
            queries.add("Types | project x = " + column(left) + " between (" + column(left) + " .. 5)");
            queries.add("Types | project x = iff(b, " + column(left) + ", " + column(left) + ")");
        }
    }

    private static String column(KqlType type) {
        return switch (type) {
            case BOOL -> "b";
            case INT -> "i";
            case LONG -> "l";
            case REAL -> "r";
            case DECIMAL -> "m";
            case STRING -> "s";
            case DATETIME -> "d";
            case TIMESPAN -> "t";
            case GUID -> "g";
            case DYNAMIC -> "y";
        };
    }

    private void vary(Signature signature) {
        List<Signature.Parameter> parameters = signature.parameters();
        List<String> base = new ArrayList<>();
        for (Signature.Parameter parameter : parameters) {
            for (int i = Math.max(1, parameter.least()); i > 0; i--) {
                base.add(argument(signature, parameter, preferred(parameter)));
            }
        }
        add(signature, base);
        int at = 0;
        for (Signature.Parameter parameter : parameters) {
            for (KqlType type : KqlType.values()) {
                List<String> arguments = new ArrayList<>(base);
                arguments.set(at, argument(signature, parameter, type));
                add(signature, arguments);
                if (parameter.isCommon()) {
                    arguments.replaceAll(a -> a.equals(column(preferred(parameter))) ? column(type) : a);
                    add(signature, arguments);
                }
            }
            at += Math.max(1, parameter.least());
        }
        for (int count = 0; count < base.size(); count++) {
            add(signature, base.subList(0, count));
        }
        base.add("l");
        add(signature, base);
    }

    private static KqlType preferred(Signature.Parameter parameter) {
        Set<KqlType> types = parameter.types();
        return types.contains(KqlType.LONG) ? KqlType.LONG : types.iterator().next();
    }

    private static String argument(Signature signature, Signature.Parameter parameter, KqlType type) {
        if (parameter.isType()) {
            return "typeof(" + type.kql() + ")";
        }
        if (type == KqlType.STRING && !parameter.values().isEmpty()) {
            return "'" + parameter.values().get(0) + "'";
        }
        if (type == KqlType.STRING) {
            String special = Texts.argument(signature.name(), parameter.name(), new Chance(1, 1));
            if (special != null) {
                return special;
            }
        }
        return switch (parameter.argument()) {
            case "literal", "constant" -> new Literals(new Chance(1, 3)).of(type);
            case "star" -> "*";
            default -> column(type);
        };
    }

    private void add(Signature signature, List<String> arguments) {
        String call = arguments.stream().collect(Collectors.joining(", ", signature.name() + "(", ")"));
        if (signature.aggregate()) {
            queries.add("Types | summarize " + call);
        } else if (Expressions.isWindow(signature)) {
            queries.add("Types | serialize | extend " + call + " | project-away b, i, l, r, m, s, d, t, g, y");
        } else {
            queries.add("Types | project " + call);
        }
    }
}
