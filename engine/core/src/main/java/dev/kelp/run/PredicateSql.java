package dev.kelp.run;

import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.ColumnPredicate.Op;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A predicate in DuckDB's SQL over the stored column, exact by itself, in a form that DuckDB compares with the statistics of row
 * groups.
 */
final class PredicateSql {
    private PredicateSql() {}

    static String of(ColumnPredicate predicate, StoredColumn column) {
        Op op = predicate.op();
        if (op == Op.IS_NULL || op == Op.IS_NOT_NULL) {
            return nullness(op, column);
        }
        List<String> terms = new ArrayList<>();
        for (Object value : predicate.values()) {
            Op one = op == Op.IN ? Op.EQ : op == Op.NOT_IN ? Op.NE : op;
            String term = compare(column, one, value);
            // A plain <> is compared with a Parquet file's dictionaries, IS DISTINCT FROM is not.
            boolean keepsNull = one == Op.NE && column.mayBeNull() && !value.equals("");
            terms.add(keepsNull ? "(" + term + " OR " + column.stored() + " IS NULL)" : term);
        }
        return switch (op) {
            case IN -> plainIn(predicate, column, terms);
            case NOT_IN -> terms.isEmpty() ? "true" : String.join(" AND ", terms);
            default -> terms.get(0);
        };
    }

    private static String nullness(Op op, StoredColumn column) {
        if (column.column().type() == KqlType.STRING) {
            return op == Op.IS_NULL ? "false" : "true";
        }
        return column.stored() + (op == Op.IS_NULL ? " IS NULL" : " IS NOT NULL");
    }

    private static String plainIn(ColumnPredicate predicate, StoredColumn column, List<String> terms) {
        if (terms.isEmpty()) {
            return "false";
        }
        boolean plain = column.isNative()
                && switch (column.column().type()) {
                    case INT, LONG, TIMESPAN -> true;
                    case STRING -> !predicate.values().contains("");
                    default -> false;
                };
        if (!plain || terms.size() == 1) {
            return "(" + String.join(" OR ", terms) + ")";
        }
        return predicate.values().stream()
                .map(value -> literal(column.column().type(), value))
                .collect(Collectors.joining(", ", column.stored() + " IN (", ")"));
    }

    private static String compare(StoredColumn column, Op op, Object value) {
        KqlType type = column.column().type();
        if (type == KqlType.DECIMAL) {
            return decimal(column, op, new BigDecimal(value.toString()));
        }
        if (!column.isNative()) {
            return compare(column.carrier(), op, type, literal(type, value));
        }
        String c = column.stored();
        return switch (type) {
            case DATETIME -> datetime(column, op, (Long) value);
            case STRING -> string(column, op, value.toString());
            case GUID -> compare(c, op, type, "CAST(" + Literals.string(value.toString()) + " AS UUID)");
            default -> compare(c, op, type, literal(type, value));
        };
    }

    private static String compare(String sql, Op op, KqlType type, String literal) {
        String test = sql + symbol(op) + literal;
        // To DuckDB NaN is above everything, to KQL it compares with nothing.
        return type == KqlType.REAL && (op == Op.GT || op == Op.GE)
                ? "(" + test + " AND NOT isnan(" + sql + "))"
                : test;
    }

    private static String string(StoredColumn column, Op op, String value) {
        boolean nullCounts = column.mayBeNull() && (value.isEmpty() || (op != Op.EQ && op != Op.NE));
        String sql = nullCounts ? "coalesce(" + column.stored() + ", '')" : column.stored();
        return sql + symbol(op) + Literals.string(value);
    }

    /** Numbers are compared as what they are stored as: their carriers are texts, which have another order. */
    private static String decimal(StoredColumn column, Op op, BigDecimal value) {
        String c = column.stored();
        DecimalRange range = DecimalRange.of(column.column().storage().sqlType());
        if (value.compareTo(range.least()) < 0 || value.compareTo(range.greatest()) > 0) {
            boolean above = value.signum() > 0;
            return switch (op) {
                case LT, LE -> above ? c + " IS NOT NULL" : "false";
                case GT, GE -> above ? "false" : c + " IS NOT NULL";
                default -> op == Op.NE ? "true" : "false";
            };
        }
        BigDecimal below = value.setScale(range.scale(), RoundingMode.FLOOR);
        boolean exact = below.compareTo(value) == 0;
        if (!exact && (op == Op.EQ || op == Op.NE)) {
            return op == Op.NE ? "true" : "false";
        }
        // Between two representable numbers, > and >= mean the same, and so do < and <=.
        Op test = exact ? op : op == Op.GE ? Op.GT : op == Op.LT ? Op.LE : op;
        return c + symbol(test) + "CAST('" + below.toPlainString() + "' AS " + range.type() + ")";
    }

    /** What a stored type of exact numbers can hold. */
    private record DecimalRange(String type, int scale, BigDecimal least, BigDecimal greatest) {
        static DecimalRange of(String type) {
            return switch (type) {
                case "UBIGINT" ->
                    whole(type, BigInteger.ZERO, BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
                case "UHUGEINT" ->
                    whole(type, BigInteger.ZERO, BigInteger.TWO.pow(128).subtract(BigInteger.ONE));
                case "HUGEINT" ->
                    whole(
                            type,
                            BigInteger.TWO.pow(127).negate(),
                            BigInteger.TWO.pow(127).subtract(BigInteger.ONE));
                default -> {
                    String[] numbers = type.substring(type.indexOf('(') + 1, type.indexOf(')'))
                            .split(",");
                    int scale = Integer.parseInt(numbers[1]);
                    BigDecimal greatest = BigDecimal.TEN
                            .pow(Integer.parseInt(numbers[0]))
                            .subtract(BigDecimal.ONE)
                            .movePointLeft(scale);
                    yield new DecimalRange(type, scale, greatest.negate(), greatest);
                }
            };
        }

        private static DecimalRange whole(String type, BigInteger least, BigInteger greatest) {
            return new DecimalRange(type, 0, new BigDecimal(least), new BigDecimal(greatest));
        }
    }

    private static String datetime(StoredColumn column, Op op, long ticks) {
        String c = column.stored();
        long digit = Ticks.remainder(ticks);
        String micros = "make_timestamp(" + Ticks.toMicros(ticks) + ")";
        if (!column.hasRemainder()) {
            if (digit == 0) {
                return c + symbol(op) + micros;
            }
            return switch (op) {
                case EQ -> "false";
                case NE -> "true";
                case LT, LE -> c + " <= " + micros;
                default -> c + " > " + micros;
            };
        }
        String r = column.remainder();
        return switch (op) {
            case EQ -> "(" + c + " = " + micros + " AND " + r + " = " + digit + ")";
            case NE -> "(" + c + " IS DISTINCT FROM " + micros + " OR " + r + " <> " + digit + ")";
            case LT, LE ->
                "(" + c + " <= " + micros + " AND (" + c + " < " + micros + " OR " + r + symbol(op) + digit + "))";
            default ->
                "(" + c + " >= " + micros + " AND (" + c + " > " + micros + " OR " + r + symbol(op) + digit + "))";
        };
    }

    private static String literal(KqlType type, Object value) {
        return switch (type.carrier()) {
            case BOOLEAN, INTEGER, BIGINT -> value.toString();
            case DOUBLE -> Literals.real(((Number) value).doubleValue());
            case VARCHAR -> Literals.string(value.toString());
        };
    }

    private static String symbol(Op op) {
        return switch (op) {
            case EQ -> " = ";
            case NE -> " <> ";
            case LT -> " < ";
            case LE -> " <= ";
            case GT -> " > ";
            case GE -> " >= ";
            default -> throw new IllegalArgumentException(op.name());
        };
    }
}
