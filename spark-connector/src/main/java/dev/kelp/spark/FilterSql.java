package dev.kelp.spark;

import dev.kelp.run.Literals;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/**
 * Spark's filters in DuckDB's SQL, for those by which both mean the same: three-valued logic, NaN equal to itself and above
 * everything, strings compared by their bytes.
 */
final class FilterSql {
    private final TableDef table;
    private final ValueForm form;
    private final Set<ColumnDef> columns;

    /** @param columns receives the columns that the SQL speaks of */
    FilterSql(TableDef table, ValueForm form, Set<ColumnDef> columns) {
        this.table = table;
        this.form = form;
        this.columns = columns;
    }

    /** A condition in brackets, empty where Spark must evaluate it. */
    Optional<String> of(Expression condition) {
        if (!(condition instanceof Predicate predicate)) {
            return condition instanceof NamedReference ? value(condition) : Optional.empty();
        }
        Expression[] children = predicate.children();
        return switch (predicate.name()) {
            case "AND", "OR" -> joined(children, " " + predicate.name() + " ");
            case "NOT" -> of(children[0]).map(c -> "(NOT " + c + ")");
            case "ALWAYS_TRUE" -> Optional.of("true");
            case "ALWAYS_FALSE" -> Optional.of("false");
            case "IS_NULL" -> value(children[0]).map(v -> "(" + v + " IS NULL)");
            case "IS_NOT_NULL" -> value(children[0]).map(v -> "(" + v + " IS NOT NULL)");
            case "=", "<>", "<", "<=", ">", ">=" -> compared(children, " " + predicate.name() + " ");
            case "<=>" -> compared(children, " IS NOT DISTINCT FROM ");
            case "STARTS_WITH" -> called("starts_with", children);
            case "ENDS_WITH" -> called("ends_with", children);
            case "CONTAINS" -> called("contains", children);
            case "IN" -> in(children);
            default -> Optional.empty();
        };
    }

    private Optional<String> joined(Expression[] children, String word) {
        List<String> parts = new ArrayList<>();
        for (Expression child : children) {
            Optional<String> part = of(child);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of("(" + String.join(word, parts) + ")");
    }

    private Optional<String> compared(Expression[] children, String symbol) {
        return value(children[0]).flatMap(a -> value(children[1]).map(b -> "(" + a + symbol + b + ")"));
    }

    private Optional<String> called(String function, Expression[] children) {
        return value(children[0]).flatMap(a -> value(children[1]).map(b -> function + "(" + a + ", " + b + ")"));
    }

    private Optional<String> in(Expression[] children) {
        List<String> values = new ArrayList<>();
        for (Expression child : children) {
            Optional<String> value = value(child);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of("(" + values.get(0) + " IN (" + String.join(", ", values.subList(1, values.size())) + "))");
    }

    private Optional<String> value(Expression expression) {
        if (expression instanceof Literal<?> literal) {
            return Constants.sql(literal);
        }
        if (expression instanceof NamedReference reference && reference.fieldNames().length == 1) {
            return table.column(reference.fieldNames()[0]).map(column -> {
                columns.add(column);
                return form.sql(column, Literals.name(column.name()));
            });
        }
        return Optional.empty();
    }
}
