package dev.kelp.spark;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import dev.kelp.types.Carrier;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * In which form KQL's values reach Spark.
 *
 * <p>{@link #SPARK} is for people: a datetime is a timestamp and a timespan a day-time interval, both in microseconds (the digit of
 * 100 ns is cut off), a decimal is the nearest DECIMAL(38,18), guid and dynamic are strings. {@link #KQL} is for KQL on Spark: carriers,
 * lossless.
 */
enum ValueForm {
    SPARK,
    KQL;

    /** Where a column of Spark's remembers its KQL type, so that a copy of it gets the same. */
    static final String KQL_TYPE = "kqlType";

    /** Microseconds between 0001-01-01 and 1970-01-01. */
    static final long EPOCH_MICROS = Ticks.UNIX_EPOCH / Ticks.PER_MICROSECOND;

    static ValueForm named(String name) {
        for (ValueForm form : values()) {
            if (form.name().equalsIgnoreCase(name)) {
                return form;
            }
        }
        throw Problem.SEMANTIC.here("The option 'types' must be spark or kql, not '" + name + "'.");
    }

    DataType type(KqlType type) {
        if (this == KQL) {
            return carrier(type.carrier());
        }
        return switch (type) {
            case BOOL -> BooleanType;
            case INT -> IntegerType;
            case LONG -> LongType;
            case REAL -> DoubleType;
            case DECIMAL -> DataTypes.createDecimalType(38, 18);
            case STRING, GUID, DYNAMIC -> StringType;
            case DATETIME -> TimestampType;
            case TIMESPAN -> DayTimeIntervalType.apply();
        };
    }

    /** Spark's type of a carrier. */
    static DataType carrier(Carrier carrier) {
        return switch (carrier) {
            case BOOLEAN -> BooleanType;
            case INTEGER -> IntegerType;
            case BIGINT -> LongType;
            case DOUBLE -> DoubleType;
            case VARCHAR -> StringType;
        };
    }

    /**
     * Strings are never null in KQL, but Spark must be free to plan writes of columns that may be. KQL may also ask where rows came
     * from.
     */
    StructType schema(TableDef table) {
        Stream<ColumnDef> origins = OriginColumn.columns().stream()
                .filter(column -> this == KQL && table.column(column.name()).isEmpty());
        return new StructType(Stream.concat(table.columns().stream(), origins)
                .map(column -> new StructField(column.name(), type(column.type()), true, metadata(column.type())))
                .toArray(StructField[]::new));
    }

    static Metadata metadata(KqlType type) {
        return new MetadataBuilder().putString(KQL_TYPE, type.kql()).build();
    }

    /** SQL for DuckDB of a column's value in this form, out of its carrier. Both of Spark's times are BIGINTs of microseconds. */
    String sql(ColumnDef column, String carrier) {
        if (this == KQL) {
            return carrier;
        }
        return switch (column.type()) {
            case DATETIME -> "(" + carrier + " // 10 - " + EPOCH_MICROS + ")";
            case TIMESPAN -> "(" + carrier + " // 10 - CASE WHEN " + carrier + " % 10 < 0 THEN 1 ELSE 0 END)";
            case DECIMAL -> {
                boolean any = column.storage().remainder() != null;
                yield "CAST(" + (any ? SparkDecimals.NEAREST.name() + "(" + carrier + ")" : carrier)
                        + " AS DECIMAL(38,18))";
            }
            default -> carrier;
        };
    }
}
