package dev.kelp.spark;

import dev.kelp.run.Literals;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.Count;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.aggregate.Max;
import org.apache.spark.sql.connector.expressions.aggregate.Min;
import org.apache.spark.sql.connector.expressions.aggregate.Sum;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * An aggregation that each task does over its own extents in DuckDB; Spark puts the parts together.
 *
 * <p>Counts, least and greatest values and sums, by columns: those whose parts mean the same to both. One function that is not among
 * them leaves the whole aggregation to Spark.
 *
 * @param keys SQL of the columns to group by
 * @param outputs SQL of all columns, keys first, in the order of {@code schema}
 * @param columns the table's columns that are read
 * @param text as EXPLAIN shows it
 */
record PartialAggregation(
        List<String> keys, List<String> outputs, StructType schema, Set<ColumnDef> columns, String text) {

    static Optional<PartialAggregation> of(Aggregation asked, TableDef table, ValueForm form) {
        return new Translation(table, form).translate(asked);
    }

    private static final class Translation {
        private final TableDef table;
        private final ValueForm form;
        private final List<String> outputs = new ArrayList<>();
        private final List<StructField> fields = new ArrayList<>();
        private final Set<ColumnDef> columns = new LinkedHashSet<>();

        Translation(TableDef table, ValueForm form) {
            this.table = table;
            this.form = form;
        }

        Optional<PartialAggregation> translate(Aggregation asked) {
            for (Expression key : asked.groupByExpressions()) {
                Optional<ColumnDef> column = column(key);
                if (column.isEmpty()) {
                    return Optional.empty();
                }
                add(value(column.get()), form.type(column.get().type()));
            }
            List<String> keys = List.copyOf(outputs);
            for (AggregateFunc function : asked.aggregateExpressions()) {
                if (!add(function)) {
                    return Optional.empty();
                }
            }
            String text = "PushedAggregates: " + texts(asked.aggregateExpressions()) + ", PushedGroupByExpressions: "
                    + texts(asked.groupByExpressions());
            return Optional.of(new PartialAggregation(
                    keys, outputs, new StructType(fields.toArray(StructField[]::new)), columns, text));
        }

        private boolean add(AggregateFunc function) {
            if (function instanceof CountStar) {
                add("count(*)", DataTypes.LongType);
                return true;
            }
            Optional<ColumnDef> argument =
                    function.children().length == 1 ? column(function.children()[0]) : Optional.empty();
            if (argument.isEmpty()) {
                return false;
            }
            ColumnDef column = argument.get();
            String value = value(column);
            DataType type = form.type(column.type());
            if (function instanceof Count count && !count.isDistinct()) {
                add("count(" + value + ")", DataTypes.LongType);
            } else if (function instanceof Min) {
                add("min(" + value + ")", type);
            } else if (function instanceof Max) {
                add("max(" + value + ")", type);
            } else if (function instanceof Sum sum && !sum.isDistinct() && column.type() == KqlType.REAL) {
                add("sum(" + value + ")", DataTypes.DoubleType);
            } else if (function instanceof Sum sum && !sum.isDistinct() && column.type() == KqlType.INT) {
                // Of longs the parts may overflow, which each side treats in its own way.
                add("CAST(sum(" + value + ") AS BIGINT)", DataTypes.LongType);
            } else {
                return false;
            }
            return true;
        }

        private void add(String sql, DataType type) {
            fields.add(new StructField("c" + outputs.size(), type, true, org.apache.spark.sql.types.Metadata.empty()));
            outputs.add(sql);
        }

        private String value(ColumnDef column) {
            columns.add(column);
            return form.sql(column, Literals.name(column.name()));
        }

        private Optional<ColumnDef> column(Expression expression) {
            return expression instanceof NamedReference reference && reference.fieldNames().length == 1
                    ? table.column(reference.fieldNames()[0])
                    : Optional.empty();
        }

        private static String texts(Expression[] expressions) {
            return Stream.of(expressions).map(Expression::toString).collect(Collectors.joining(", ", "[", "]"));
        }
    }
}
