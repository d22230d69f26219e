package dev.kelp.spark;

import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/** Puts carriers into an Arrow vector. */
@FunctionalInterface
interface CarrierVector {

    void set(int row, @Nullable Object carrier);

    static CarrierVector of(FieldVector vector) {
        if (vector instanceof BitVector bits) {
            return (row, value) -> {
                if (value == null) {
                    bits.setNull(row);
                } else {
                    bits.setSafe(row, (Boolean) value ? 1 : 0);
                }
            };
        }
        if (vector instanceof IntVector ints) {
            return (row, value) -> {
                if (value == null) {
                    ints.setNull(row);
                } else {
                    ints.setSafe(row, (Integer) value);
                }
            };
        }
        if (vector instanceof BigIntVector longs) {
            return (row, value) -> {
                if (value == null) {
                    longs.setNull(row);
                } else {
                    longs.setSafe(row, (Long) value);
                }
            };
        }
        if (vector instanceof Float8Vector doubles) {
            return (row, value) -> {
                if (value == null) {
                    doubles.setNull(row);
                } else {
                    doubles.setSafe(row, (Double) value);
                }
            };
        }
        VarCharVector texts = (VarCharVector) vector;
        return (row, value) -> {
            if (value == null) {
                texts.setNull(row);
            } else {
                texts.setSafe(row, value.toString().getBytes(StandardCharsets.UTF_8));
            }
        };
    }
}
