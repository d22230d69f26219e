package dev.kelp.spark;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.ColumnPredicate.Op;
import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/**
 * Turns Spark's filters into what extents are pruned by and what DuckDB evaluates, keeping Spark's meaning to the row.
 *
 * <p>A comparison of a column with a constant becomes a {@link ColumnPredicate} where KQL means the same by it; NaN (above
 * everything to Spark, unordered to KQL) and null (passing {@code !=} in KQL) are what differs. Everything else that DuckDB can say
 * goes as SQL; the rest stays with Spark.
 */
final class FilterTranslator {
    private static final Map<String, Op> COMPARISONS =
            Map.of("=", Op.EQ, "<>", Op.NE, "<", Op.LT, "<=", Op.LE, ">", Op.GT, ">=", Op.GE);

    private final TableDef table;
    private final ValueForm form;

    FilterTranslator(TableDef table, ValueForm form) {
        this.table = table;
        this.form = form;
    }

    /** The filter as the scan answers it, empty where Spark must evaluate it. */
    Optional<PushedFilter> translate(Predicate predicate) {
        Optional<List<ColumnPredicate>> exact = exact(predicate);
        if (exact.isPresent()) {
            return Optional.of(new PushedFilter(predicate, exact.get(), List.of(), "", Set.of()));
        }
        Set<ColumnDef> columns = new LinkedHashSet<>();
        return new FilterSql(table, form, columns)
                .of(predicate)
                .map(sql -> new PushedFilter(predicate, List.of(), pruning(predicate), sql, columns));
    }

    private Optional<List<ColumnPredicate>> exact(Predicate predicate) {
        Expression[] children = predicate.children();
        ColumnDef column = children.length == 0 ? null : column(children[0]);
        if (column == null) {
            return Optional.empty();
        }
        switch (predicate.name()) {
            case "IS_NULL", "IS_NOT_NULL" -> {
                boolean told = column.type() != KqlType.DYNAMIC
                        || (column.storage().canonical()
                                && column.storage().sqlType().equals("JSON"));
                return told
                        ? Optional.of(List.of(nullness(column, predicate.name().equals("IS_NULL"))))
                        : Optional.empty();
            }
            case "IN" -> {
                List<Object> values = new ArrayList<>();
                for (int i = 1; i < children.length; i++) {
                    Optional<List<ColumnPredicate>> equal = compare(column, Op.EQ, children[i]);
                    if (equal.isEmpty() || equal.get().size() != 1) {
                        return Optional.empty();
                    }
                    values.addAll(equal.get().get(0).values());
                }
                return Optional.of(List.of(new ColumnPredicate(column, Op.IN, values)));
            }
            default -> {
                Op op = COMPARISONS.get(predicate.name());
                return op == null || children.length != 2 ? Optional.empty() : compare(column, op, children[1]);
            }
        }
    }

    private Optional<List<ColumnPredicate>> compare(ColumnDef column, Op op, Expression constant) {
        if (!(constant instanceof Literal<?> literal) || literal.value() == null) {
            return Optional.empty();
        }
        return Constants.carrier(column, form, literal).flatMap(value -> {
            if (form == ValueForm.SPARK && (column.type() == KqlType.DATETIME || column.type() == KqlType.TIMESPAN)) {
                return micros(column, op, (Long) value);
            }
            return switch (op) {
                case EQ, LT, LE -> Optional.of(List.of(new ColumnPredicate(column, op, List.of(value))));
                // NaN is above everything to Spark.
                case GT, GE ->
                    column.type() == KqlType.REAL
                            ? Optional.<List<ColumnPredicate>>empty()
                            : Optional.of(List.of(new ColumnPredicate(column, op, List.of(value))));
                case NE -> Optional.of(differs(column, value));
                default -> Optional.empty();
            };
        });
    }

    /** Spark sees a time cut to microseconds: it equals a value when its ticks lie in the ten of that microsecond. */
    private static Optional<List<ColumnPredicate>> micros(ColumnDef column, Op op, long ticks) {
        long next = ticks + 10;
        if (next < ticks) {
            return Optional.empty();
        }
        boolean finer = column.type() == KqlType.TIMESPAN
                || column.storage().remainder() != null
                || !column.storage().sqlType().equals("TIMESTAMP");
        return switch (op) {
            case LT -> Optional.of(List.of(new ColumnPredicate(column, Op.LT, List.of(ticks))));
            case GE -> Optional.of(List.of(new ColumnPredicate(column, Op.GE, List.of(ticks))));
            case LE -> Optional.of(List.of(new ColumnPredicate(column, Op.LT, List.of(next))));
            case GT -> Optional.of(List.of(new ColumnPredicate(column, Op.GE, List.of(next))));
            case EQ ->
                Optional.of(
                        finer
                                ? List.of(
                                        new ColumnPredicate(column, Op.GE, List.of(ticks)),
                                        new ColumnPredicate(column, Op.LT, List.of(next)))
                                : List.of(new ColumnPredicate(column, Op.EQ, List.of(ticks))));
            case NE -> finer ? Optional.empty() : Optional.of(differs(column, ticks));
            default -> Optional.empty();
        };
    }

    private static List<ColumnPredicate> differs(ColumnDef column, Object value) {
        return List.of(new ColumnPredicate(column, Op.NE, List.of(value)), nullness(column, false));
    }

    private static ColumnPredicate nullness(ColumnDef column, boolean isNull) {
        return new ColumnPredicate(column, isNull ? Op.IS_NULL : Op.IS_NOT_NULL, List.of());
    }

    /** What extents can be left away by where DuckDB evaluates the filter as SQL. */
    private List<ColumnPredicate> pruning(Predicate predicate) {
        Expression[] children = predicate.children();
        if (predicate.name().equals("AND")) {
            List<ColumnPredicate> all = new ArrayList<>();
            for (Expression child : children) {
                if (child instanceof Predicate part) {
                    all.addAll(exact(part).orElseGet(() -> pruning(part)));
                }
            }
            return all;
        }
        ColumnDef column = children.length == 2 ? column(children[0]) : null;
        if (column == null || !(children[1] instanceof Literal<?> literal) || literal.value() == null) {
            return List.of();
        }
        Op op = COMPARISONS.get(predicate.name());
        if (column.type() == KqlType.REAL && (op == Op.GT || op == Op.GE)) {
            return Constants.carrier(column, form, literal)
                    .map(value -> List.of(new ColumnPredicate(column, op, List.of(value))))
                    .orElse(List.of());
        }
        String prefix = String.valueOf(literal.value());
        if (column.type() == KqlType.STRING && predicate.name().equals("STARTS_WITH") && !prefix.isEmpty()) {
            List<ColumnPredicate> range = new ArrayList<>();
            range.add(new ColumnPredicate(column, Op.GE, List.of(prefix)));
            char last = prefix.charAt(prefix.length() - 1);
            // Within ASCII the next character is also the next in UTF-8's order.
            if (last < '~') {
                String above = prefix.substring(0, prefix.length() - 1) + (char) (last + 1);
                range.add(new ColumnPredicate(column, Op.LT, List.of(above)));
            }
            return range;
        }
        return List.of();
    }

    private @org.jspecify.annotations.Nullable ColumnDef column(Expression expression) {
        return expression instanceof NamedReference reference && reference.fieldNames().length == 1
                ? table.column(reference.fieldNames()[0])
                        .filter(ColumnDef::takesConditions)
                        .orElse(null)
                : null;
    }
}
