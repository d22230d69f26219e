package dev.kelp.kernel.spark;

import dev.kelp.kernel.display.MimeBundle;
import dev.kelp.kernel.display.ResultView;
import dev.kelp.kernel.display.Table;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import dev.kelp.types.Ticks;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Between Spark's frames and the notebook's tables. */
public final class SparkFrames {
    /** As many rows of a frame as are fetched to be shown. */
    static final int SHOWN = 1_000;

    private SparkFrames() {}

    /** How a Spark frame is shown; empty for anything else. */
    public static Optional<MimeBundle> view(Object value) {
        return SparkRuntime.isPresent() && value instanceof Dataset<?> frame
                ? Optional.of(view(frame.toDF()))
                : Optional.empty();
    }

    private static MimeBundle view(Dataset<Row> frame) {
        long start = System.nanoTime();
        Table table = table(frame);
        return ResultView.table(table, System.nanoTime() - start);
    }

    /** The first rows of a frame. Where there are more, the count is one above {@link #SHOWN}. */
    static Table table(Dataset<Row> frame) {
        List<Field> fields = new ArrayList<>();
        for (StructField field : frame.schema().fields()) {
            fields.add(new Field(field.name(), type(field.dataType())));
        }
        List<Row> fetched = frame.limit(SHOWN + 1).collectAsList();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Row row : fetched.subList(0, Math.min(SHOWN, fetched.size()))) {
            @Nullable Object[] cells = new @Nullable Object[fields.size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = carrier(row.get(i), fields.get(i).type());
            }
            rows.add(cells);
        }
        return new Table(new Schema(fields), rows, fetched.size());
    }

    private static KqlType type(DataType type) {
        if (type.equals(DataTypes.BooleanType)) {
            return KqlType.BOOL;
        }
        if (type.equals(DataTypes.IntegerType) || type.equals(DataTypes.ShortType) || type.equals(DataTypes.ByteType)) {
            return KqlType.INT;
        }
        if (type.equals(DataTypes.LongType)) {
            return KqlType.LONG;
        }
        if (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType)) {
            return KqlType.REAL;
        }
        if (type.equals(DataTypes.TimestampType)
                || type.equals(DataTypes.TimestampNTZType)
                || type.equals(DataTypes.DateType)) {
            return KqlType.DATETIME;
        }
        return type instanceof DecimalType ? KqlType.DECIMAL : KqlType.STRING;
    }

    private static @Nullable Object carrier(@Nullable Object value, KqlType type) {
        if (value == null) {
            return type == KqlType.STRING ? "" : null;
        }
        return switch (type) {
            case INT -> ((Number) value).intValue();
            case REAL -> ((Number) value).doubleValue();
            case DATETIME -> ticks(value);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case STRING -> value.toString();
            default -> value;
        };
    }

    private static long ticks(Object value) {
        if (value instanceof Date date) {
            return Ticks.of(date.toLocalDate());
        }
        if (value instanceof LocalDate date) {
            return Ticks.of(date);
        }
        Instant instant = value instanceof Timestamp timestamp
                ? timestamp.toInstant()
                : value instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : (Instant) value;
        return Ticks.UNIX_EPOCH + instant.getEpochSecond() * Ticks.PER_SECOND + instant.getNano() / 100;
    }

    /** A table as a frame: datetime as timestamp (whole microseconds), timespan as long ticks, dynamic as JSON text. */
    static Dataset<Row> of(Table table, SparkSession spark) {
        List<Field> fields = table.schema().fields();
        StructType schema = new StructType();
        for (Field field : fields) {
            schema = schema.add(field.name(), sparkType(field.type()));
        }
        List<Row> rows = new ArrayList<>();
        for (@Nullable Object[] cells : table.rows()) {
            @Nullable Object[] values = new @Nullable Object[cells.length];
            for (int i = 0; i < cells.length; i++) {
                values[i] = sparkValue(cells[i], fields.get(i).type());
            }
            rows.add(RowFactory.create(values));
        }
        return spark.createDataFrame(rows, schema);
    }

    private static DataType sparkType(KqlType type) {
        return switch (type) {
            case BOOL -> DataTypes.BooleanType;
            case INT -> DataTypes.IntegerType;
            case LONG, TIMESPAN -> DataTypes.LongType;
            case REAL -> DataTypes.DoubleType;
            case DATETIME -> DataTypes.TimestampType;
            case DECIMAL -> DataTypes.createDecimalType(38, 18);
            default -> DataTypes.StringType;
        };
    }

    private static @Nullable Object sparkValue(@Nullable Object carrier, KqlType type) {
        if (carrier == null) {
            return null;
        }
        return switch (type) {
            case DATETIME -> {
                long micros = Ticks.toMicros((Long) carrier);
                yield Timestamp.from(Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L));
            }
            case DECIMAL -> new BigDecimal((String) carrier);
            default -> carrier;
        };
    }
}
