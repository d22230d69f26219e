package dev.kelp.spark;

import dev.kelp.sql.JavaFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF10;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.sql.api.java.UDF7;
import org.apache.spark.sql.api.java.UDF8;
import org.apache.spark.sql.api.java.UDF9;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** A function of KQL's as one of Spark's, with as many arguments as it happens to have; more than ten come as one row. */
record SparkFunction(JavaFunction function)
        implements UDF0<Object>,
                UDF1<Object, Object>,
                UDF2<Object, Object, Object>,
                UDF3<Object, Object, Object, Object>,
                UDF4<Object, Object, Object, Object, Object>,
                UDF5<Object, Object, Object, Object, Object, Object>,
                UDF6<Object, Object, Object, Object, Object, Object, Object>,
                UDF7<Object, Object, Object, Object, Object, Object, Object, Object>,
                UDF8<Object, Object, Object, Object, Object, Object, Object, Object, Object>,
                UDF9<Object, Object, Object, Object, Object, Object, Object, Object, Object, Object>,
                UDF10<Object, Object, Object, Object, Object, Object, Object, Object, Object, Object, Object> {
    private static final long serialVersionUID = 1L;

    static void register(JavaFunction function, SparkSession session) {
        SparkFunction body = new SparkFunction(function);
        DataType type = ValueForm.carrier(function.result());
        UserDefinedFunction made =
                switch (function.parameters().size()) {
                    case 0 -> functions.udf((UDF0<Object>) body, type);
                    case 1 -> functions.udf((UDF1<Object, Object>) body, type);
                    case 2 -> functions.udf((UDF2<Object, Object, Object>) body, type);
                    case 3 -> functions.udf((UDF3<Object, Object, Object, Object>) body, type);
                    case 4 -> functions.udf((UDF4<Object, Object, Object, Object, Object>) body, type);
                    case 5 -> functions.udf((UDF5<Object, Object, Object, Object, Object, Object>) body, type);
                    case 6 -> functions.udf((UDF6<Object, Object, Object, Object, Object, Object, Object>) body, type);
                    case 7 ->
                        functions.udf(
                                (UDF7<Object, Object, Object, Object, Object, Object, Object, Object>) body, type);
                    case 8 ->
                        functions.udf(
                                (UDF8<Object, Object, Object, Object, Object, Object, Object, Object, Object>) body,
                                type);
                    case 9 ->
                        functions.udf(
                                (UDF9<Object, Object, Object, Object, Object, Object, Object, Object, Object, Object>)
                                        body,
                                type);
                    case 10 ->
                        functions.udf(
                                (UDF10<
                                                Object,
                                                Object,
                                                Object,
                                                Object,
                                                Object,
                                                Object,
                                                Object,
                                                Object,
                                                Object,
                                                Object,
                                                Object>)
                                        body,
                                type);
                    // More arguments than Spark's functions have come as one row.
                    default -> functions.udf((UDF1<Object, Object>) row -> body.apply(cells((Row) row)), type);
                };
        session.udf().register(function.name(), function.sqlVolatile() ? made.asNondeterministic() : made);
    }

    private static @Nullable Object[] cells(Row row) {
        @Nullable Object[] cells = new @Nullable Object[row.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.get(i);
        }
        return cells;
    }

    private @Nullable Object apply(@Nullable Object... arguments) {
        Object value = function.body().apply(arguments);
        if (value instanceof Number number) {
            return switch (function.result()) {
                case INTEGER -> number.intValue();
                case BIGINT -> number.longValue();
                case DOUBLE -> number.doubleValue();
                default -> value;
            };
        }
        return value;
    }

    @Override
    public @Nullable Object call() {
        return apply();
    }

    @Override
    public @Nullable Object call(@Nullable Object a) {
        return apply(new @Nullable Object[] {a});
    }

    @Override
    public @Nullable Object call(@Nullable Object a, @Nullable Object b) {
        return apply(a, b);
    }

    @Override
    public @Nullable Object call(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return apply(a, b, c);
    }

    @Override
    public @Nullable Object call(@Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d) {
        return apply(a, b, c, d);
    }

    @Override
    public @Nullable Object call(
            @Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d, @Nullable Object e) {
        return apply(a, b, c, d, e);
    }

    @Override
    public @Nullable Object call(
            @Nullable Object a,
            @Nullable Object b,
            @Nullable Object c,
            @Nullable Object d,
            @Nullable Object e,
            @Nullable Object f) {
        return apply(a, b, c, d, e, f);
    }

    @Override
    public @Nullable Object call(
            @Nullable Object a,
            @Nullable Object b,
            @Nullable Object c,
            @Nullable Object d,
            @Nullable Object e,
            @Nullable Object f,
            @Nullable Object g) {
        return apply(a, b, c, d, e, f, g);
    }

    @Override
    public @Nullable Object call(
            @Nullable Object a,
            @Nullable Object b,
            @Nullable Object c,
            @Nullable Object d,
            @Nullable Object e,
            @Nullable Object f,
            @Nullable Object g,
            @Nullable Object h) {
        return apply(a, b, c, d, e, f, g, h);
    }

    @Override
    public @Nullable Object call(
            @Nullable Object a,
            @Nullable Object b,
            @Nullable Object c,
            @Nullable Object d,
            @Nullable Object e,
            @Nullable Object f,
            @Nullable Object g,
            @Nullable Object h,
            @Nullable Object i) {
        return apply(a, b, c, d, e, f, g, h, i);
    }

    @Override
    public @Nullable Object call(
            @Nullable Object a,
            @Nullable Object b,
            @Nullable Object c,
            @Nullable Object d,
            @Nullable Object e,
            @Nullable Object f,
            @Nullable Object g,
            @Nullable Object h,
            @Nullable Object i,
            @Nullable Object j) {
        return apply(a, b, c, d, e, f, g, h, i, j);
    }
}
