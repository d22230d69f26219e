package dev.kelp.spark;

import static dev.kelp.spark.ValueForm.EPOCH_MICROS;

import dev.kelp.tables.ColumnDef;
import dev.kelp.types.Ticks;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The way of a column of Spark's rows into a table: through an Arrow vector, then by DuckDB's SQL into its carrier.
 *
 * @param vector the type the vector is made for; Spark's times lie in rows as numbers and stay that
 * @param sql the carrier, over the vector's name
 */
record Incoming(DataType vector, String sql) {
    private static final long LAST_MICROS = Ticks.MAX / Ticks.PER_MICROSECOND - EPOCH_MICROS;
    private static final long LAST_DAY = Ticks.MAX / Ticks.PER_DAY - Ticks.UNIX_EPOCH_DAY;

    static List<Incoming> of(StructType rows, List<ColumnDef> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> of(rows.fields()[i].dataType(), columns.get(i), "c" + i))
                .toList();
    }

    /** The schema to make vectors for. */
    static StructType vectors(List<Incoming> columns) {
        return new StructType(IntStream.range(0, columns.size())
                .mapToObj(i -> new StructField("c" + i, columns.get(i).vector(), true, Metadata.empty()))
                .toArray(StructField[]::new));
    }

    static boolean isDayTimeInterval(DataType type) {
        return type instanceof DayTimeIntervalType;
    }

    private static Incoming of(DataType source, ColumnDef target, String c) {
        return switch (target.type()) {
            case BOOL, INT, LONG, REAL, GUID -> new Incoming(source, c);
            case STRING -> new Incoming(source, source.typeName().equals("binary") ? "base64(" + c + ")" : c);
            case DECIMAL -> new Incoming(source, decimal(source, c));
            case DATETIME -> datetime(source, target, c);
            case TIMESPAN ->
                isDayTimeInterval(source)
                        ? new Incoming(DataTypes.LongType, c + " * 10")
                        : new Incoming(DataTypes.LongType, c + " // 100");
            case DYNAMIC -> new Incoming(source, dynamic(source, c));
        };
    }

    /** Canonical text: no zeros at the end of the fraction. */
    private static String decimal(DataType source, String c) {
        String text = "CAST(" + c + " AS VARCHAR)";
        return source instanceof DecimalType type && type.scale() > 0 ? "rtrim(rtrim(" + text + ", '0'), '.')" : text;
    }

    private static Incoming datetime(DataType source, ColumnDef target, String c) {
        boolean date = source.typeName().equals("date");
        String range = date
                ? c + " BETWEEN " + -Ticks.UNIX_EPOCH_DAY + " AND " + LAST_DAY
                : c + " BETWEEN " + -EPOCH_MICROS + " AND " + LAST_MICROS;
        String ticks = date
                ? "CAST(" + c + " AS BIGINT) * " + Ticks.PER_DAY + " + " + Ticks.UNIX_EPOCH
                : c + " * 10 + " + Ticks.UNIX_EPOCH;
        String refusal = "error('Column " + target.name().replace("'", "''")
                + " holds a time outside of the years 1 to 9999, which KQL cannot.')";
        return new Incoming(
                date ? DataTypes.IntegerType : DataTypes.LongType,
                "CASE WHEN " + c + " IS NULL OR " + range + " THEN " + ticks + " ELSE CAST(" + refusal
                        + " AS BIGINT) END");
    }

    /** Text is JSON already; a JSON null is KQL's null. */
    private static String dynamic(DataType source, String c) {
        boolean nested = source instanceof StructType || source instanceof ArrayType || source instanceof MapType;
        return "nullif(CAST(" + (nested ? "to_json(" : "json(") + c + ") AS VARCHAR), 'null')";
    }
}
