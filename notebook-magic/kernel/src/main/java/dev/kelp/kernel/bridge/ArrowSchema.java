package dev.kelp.kernel.bridge;

import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import dev.kelp.types.Ticks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * The columns of a frame as Python gets them. A datetime is a timestamp in UTC and a timespan a duration, both of whole
 * microseconds (rounded down: Arrow has no unit of 100 ns whose range reaches year 9999); a decimal has 38 digits, 18 of
 * them after the point; a guid is text; a dynamic is JSON text. Field metadata {@code kelp.type} names the KQL type.
 */
final class ArrowSchema implements AutoCloseable {
    private static final int PRECISION = 38;
    private static final int SCALE = 18;

    private final List<KqlType> types;
    private final List<org.apache.arrow.vector.types.pojo.Field> fields = new ArrayList<>();
    private final BufferAllocator allocator = new RootAllocator();

    ArrowSchema(Schema schema) {
        types = schema.fields().stream().map(Field::type).toList();
        for (Field field : schema.fields()) {
            FieldType type = new FieldType(
                    true,
                    arrowType(field.type()),
                    null,
                    Map.of("kelp.type", field.type().kql()));
            fields.add(new org.apache.arrow.vector.types.pojo.Field(field.name(), type, null));
        }
    }

    org.apache.arrow.vector.types.pojo.Schema schema() {
        return new org.apache.arrow.vector.types.pojo.Schema(fields);
    }

    private static ArrowType arrowType(KqlType type) {
        return switch (type) {
            case BOOL -> ArrowType.Bool.INSTANCE;
            case INT -> new ArrowType.Int(32, true);
            case LONG -> new ArrowType.Int(64, true);
            case REAL -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case DATETIME -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
            case TIMESPAN -> new ArrowType.Duration(TimeUnit.MICROSECOND);
            case DECIMAL -> new ArrowType.Decimal(PRECISION, SCALE, 128);
            case STRING, GUID, DYNAMIC -> ArrowType.Utf8.INSTANCE;
        };
    }

    /** The columns of a batch: those whose carrier is what Python gets are the batch's own, the others are made. */
    List<FieldVector> columns(VectorSchemaRoot batch, List<FieldVector> made) {
        List<FieldVector> columns = new ArrayList<>();
        int rows = batch.getRowCount();
        for (int i = 0; i < types.size(); i++) {
            FieldVector carrier = batch.getVector(i);
            FieldVector column =
                    switch (types.get(i)) {
                        case DATETIME -> datetimes((BigIntVector) carrier, rows, i);
                        case TIMESPAN -> timespans((BigIntVector) carrier, rows, i);
                        case DECIMAL -> decimals((VarCharVector) carrier, rows, i);
                        default -> carrier;
                    };
            if (column != carrier) {
                made.add(column);
            }
            columns.add(column);
        }
        return columns;
    }

    private FieldVector datetimes(BigIntVector ticks, int rows, int column) {
        TimeStampMicroTZVector vector =
                (TimeStampMicroTZVector) fields.get(column).createVector(allocator);
        vector.allocateNew(rows);
        for (int row = 0; row < rows; row++) {
            if (!ticks.isNull(row)) {
                vector.set(row, Ticks.toMicros(ticks.get(row)));
            }
        }
        vector.setValueCount(rows);
        return vector;
    }

    private FieldVector timespans(BigIntVector ticks, int rows, int column) {
        DurationVector vector = (DurationVector) fields.get(column).createVector(allocator);
        vector.allocateNew(rows);
        for (int row = 0; row < rows; row++) {
            if (!ticks.isNull(row)) {
                vector.set(row, Math.floorDiv(ticks.get(row), Ticks.PER_MICROSECOND));
            }
        }
        vector.setValueCount(rows);
        return vector;
    }

    private FieldVector decimals(VarCharVector texts, int rows, int column) {
        DecimalVector vector = (DecimalVector) fields.get(column).createVector(allocator);
        vector.allocateNew(rows);
        for (int row = 0; row < rows; row++) {
            if (!texts.isNull(row)) {
                BigDecimal value = new BigDecimal(new String(texts.get(row), StandardCharsets.US_ASCII));
                vector.set(row, value.setScale(SCALE, RoundingMode.HALF_EVEN));
            }
        }
        vector.setValueCount(rows);
        return vector;
    }

    @Override
    public void close() {
        allocator.close();
    }
}
