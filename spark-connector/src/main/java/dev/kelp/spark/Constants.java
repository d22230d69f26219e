package dev.kelp.spark;

import dev.kelp.run.Literals;
import dev.kelp.tables.ColumnDef;
import dev.kelp.types.Decimals;
import dev.kelp.types.Guids;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** Spark's constants as KQL's carriers and as DuckDB's SQL. */
final class Constants {
    private static final int DECIMAL_DIGITS = 34;

    private Constants() {}

    /** The carrier a column's value must have to equal the constant; empty where none says exactly that. */
    static Optional<Object> carrier(ColumnDef column, ValueForm form, Literal<?> literal) {
        KqlType type = column.type();
        if (!literal.dataType().sameType(form.type(type))) {
            return Optional.empty();
        }
        Object value = literal.value();
        return switch (type) {
            case BOOL, INT, LONG -> Optional.of(value);
            case REAL -> Double.isNaN((Double) value) ? Optional.empty() : Optional.of(value);
            case STRING -> Optional.of(value.toString());
            case DATETIME, TIMESPAN -> form == ValueForm.KQL ? Optional.of(value) : ticks((Long) value, type);
            case DECIMAL ->
                value instanceof Decimal decimal && decimal.toJavaBigDecimal().precision() <= DECIMAL_DIGITS
                        ? Optional.of(Decimals.of(decimal.toJavaBigDecimal()))
                        : Optional.empty();
            case GUID ->
                Optional.of(value.toString())
                        .filter(text -> text.equals(Guids.parse(text)))
                        .map(text -> text);
            case DYNAMIC -> Optional.empty();
        };
    }

    private static Optional<Object> ticks(long micros, KqlType type) {
        try {
            long ticks = Math.multiplyExact(micros, Ticks.PER_MICROSECOND);
            return Optional.of(type == KqlType.DATETIME ? Math.addExact(ticks, Ticks.UNIX_EPOCH) : ticks);
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** SQL of a constant, comparable with a column in the form of Spark's type; empty where DuckDB has no such value. */
    static Optional<String> sql(Literal<?> literal) {
        Object value = literal.value();
        if (value == null) {
            return Optional.empty();
        }
        return switch (literal.dataType().typeName()) {
            case "boolean", "integer", "long" -> Optional.of(value.toString());
            case "double" -> Optional.of(Literals.real((Double) value));
            case "string" -> Optional.of(Literals.string(((UTF8String) value).toString()));
            case "timestamp" -> Optional.of(value.toString());
            default ->
                value instanceof Decimal decimal
                        ? Optional.of(decimal(decimal.toJavaBigDecimal()))
                        : value instanceof Long interval
                                        && literal.dataType().typeName().startsWith("interval day")
                                ? Optional.of(interval.toString())
                                : Optional.empty();
        };
    }

    private static String decimal(BigDecimal value) {
        return "CAST('" + value.toPlainString() + "' AS DECIMAL(38," + Math.max(0, value.scale()) + "))";
    }
}
