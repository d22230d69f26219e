package dev.kelp.bind;

import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.Literals;
import dev.kelp.text.Problem;
import dev.kelp.types.Decimals;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Implicit conversions: what they cost an overload, and the calls that make them. */
final class Conversions {
    /** No conversion exists. */
    static final int NEVER = -1;

    private Conversions() {}

    /** How far a type is from another; 0 for itself, {@link #NEVER} where only an explicit cast leads there. */
    static int cost(KqlType from, KqlType to) {
        if (from == to) {
            return 0;
        }
        return switch (from) {
            case INT ->
                switch (to) {
                    case LONG -> 1;
                    case REAL -> 3;
                    case DECIMAL -> 5;
                    default -> NEVER;
                };
            case LONG ->
                switch (to) {
                    case INT -> 4;
                    case REAL -> 2;
                    case DECIMAL -> 4;
                    default -> NEVER;
                };
            case REAL -> to == KqlType.DECIMAL ? 5 : NEVER;
            case DYNAMIC ->
                switch (to) {
                    case STRING -> 20;
                    case REAL -> 21;
                    case LONG -> 22;
                    case DATETIME, TIMESPAN -> 23;
                    default -> 24;
                };
            default -> NEVER;
        };
    }

    /** The value as another type, by the casting function where it isn't a constant. */
    static Scalar to(Scalar value, KqlType type) {
        KqlType from = value.type();
        if (from == type) {
            return value;
        }
        if (value instanceof Scalar.Literal literal) {
            Object constant = literal.value();
            if (constant == null && type != KqlType.STRING) {
                return new Scalar.Literal(type, null);
            }
            if (constant instanceof Number number && from.isNumber()) {
                switch (type) {
                    case LONG:
                        if (from.isInteger()) {
                            return new Scalar.Literal(type, number.longValue());
                        }
                        break;
                    case INT:
                        if (from.isInteger() && number.longValue() == number.intValue()) {
                            return new Scalar.Literal(type, number.intValue());
                        }
                        break;
                    case REAL:
                        return new Scalar.Literal(type, number.doubleValue());
                    case DECIMAL:
                        if (from.isInteger() || Double.isFinite(number.doubleValue())) {
                            return new Scalar.Literal(type, Decimals.of(new BigDecimal(number.toString())));
                        }
                        break;
                    default:
                        break;
                }
            }
        }
        String function = type == KqlType.DYNAMIC ? "todynamic_" + from.kql() : caster(type);
        return call(function, value, type);
    }

    /** A literal as a cell of a column (R168). */
    static Scalar cell(Expr.Literal literal, KqlType type) {
        Scalar value = new Scalar.Literal(literal.type(), literal.value());
        if (literal.type() == type) {
            return value;
        }
        if (literal.type() == KqlType.STRING) {
            Object constant = type == KqlType.DYNAMIC
                    ? Json.ofCarrier(KqlType.STRING, literal.value())
                    : Literals.constant(type, String.valueOf(literal.value()));
            return new Scalar.Literal(type, constant);
        }
        if (literal.value() == null) {
            return new Scalar.Literal(type, null);
        }
        if (cost(literal.type(), type) >= 0 || type == KqlType.DYNAMIC || type == KqlType.STRING) {
            return to(value, type);
        }
        throw Problem.WRONG_TYPE.at(
                literal.span(), "This value", type.kql(), literal.type().kql());
    }

    /** Whether a casting function leads from one type to another. */
    static boolean isCastable(KqlType from, KqlType to) {
        return from == to
                || to == KqlType.DYNAMIC
                || Functions.named(caster(to)).stream()
                        .anyMatch(row -> row.args().size() == 1
                                && row.args().get(0).types().equals(Set.of(from)));
    }

    private static String caster(KqlType type) {
        return switch (type) {
            case BOOL -> "tobool";
            case INT -> "toint";
            case LONG -> "tolong";
            case REAL -> "toreal";
            case DECIMAL -> "todecimal";
            case STRING -> "tostring";
            case DATETIME -> "todatetime";
            case TIMESPAN -> "totimespan";
            case GUID -> "toguid";
            case DYNAMIC -> "todynamic";
        };
    }

    private static Scalar call(String function, Scalar value, KqlType type) {
        if (type == KqlType.DYNAMIC) {
            return new Scalar.Call(Functions.internal(function), List.of(value), type);
        }
        for (Fn row : Functions.named(function)) {
            if (row.args().size() == 1
                    && row.args().get(0).types().contains(value.type())
                    && row.args().get(0).types().size() == 1) {
                return new Scalar.Call(row, List.of(value), type);
            }
        }
        throw new IllegalStateException("no " + function + "(" + value.type() + ")");
    }
}
