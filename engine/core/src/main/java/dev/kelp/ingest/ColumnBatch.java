package dev.kelp.ingest;

import dev.kelp.types.Carrier;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Some thousand rows of carriers, column by column as Arrow has them: made by one thread, then taken by another. */
final class ColumnBatch {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_ROWS = 512;

    private final Column[] columns;
    private final boolean[] given;
    private int rows;
    private int capacity = FIRST_ROWS;

    private static final class Column {
        private final Carrier carrier;
        private byte[] valid;
        private byte[] values;
        private byte[] offsets;

        /** Where the texts of all rows end. */
        private int end;

        Column(Carrier carrier) {
            this.carrier = carrier;
            this.valid = new byte[FIRST_ROWS / 8];
            this.values = new byte[FIRST_ROWS * 8];
            this.offsets = new byte[carrier == Carrier.VARCHAR ? (FIRST_ROWS + 1) * 4 : 0];
        }

        void grow(int rows) {
            valid = Arrays.copyOf(valid, rows / 8);
            if (carrier == Carrier.VARCHAR) {
                offsets = Arrays.copyOf(offsets, (rows + 1) * 4);
            } else {
                values = Arrays.copyOf(values, rows * 8);
            }
        }

        void setValid(int row) {
            valid[row >> 3] |= (byte) (1 << (row & 7));
        }
    }

    ColumnBatch(List<Carrier> carriers) {
        this.columns = carriers.stream().map(Column::new).toArray(Column[]::new);
        this.given = new boolean[columns.length];
    }

    int rows() {
        return rows;
    }

    /** How many bytes the texts of all rows have. */
    long bytes() {
        long bytes = 0;
        for (Column column : columns) {
            bytes += column.end;
        }
        return bytes;
    }

    void clear() {
        for (Column column : columns) {
            Arrays.fill(column.valid, (byte) 0);
            if (column.carrier == Carrier.BOOLEAN) {
                Arrays.fill(column.values, (byte) 0);
            }
            column.end = 0;
        }
        Arrays.fill(given, false);
        rows = 0;
    }

    /** Whether the row under way has a value of this column already; from now on it has. */
    boolean isTaken(int column) {
        boolean taken = given[column];
        given[column] = true;
        return taken;
    }

    void setLong(int column, long value) {
        Column target = columns[column];
        LONG.set(target.values, rows * 8, value);
        target.setValid(rows);
    }

    void setInt(int column, int value) {
        Column target = columns[column];
        INT.set(target.values, rows * 4, value);
        target.setValid(rows);
    }

    void setReal(int column, double value) {
        setLong(column, Double.doubleToRawLongBits(value));
    }

    void setBool(int column, boolean value) {
        Column target = columns[column];
        if (value) {
            target.values[rows >> 3] |= (byte) (1 << (rows & 7));
        }
        target.setValid(rows);
    }

    void setText(int column, byte[] from, int start, int end) {
        addText(column, from, start, end);
        endText(column);
    }

    /** The pieces so far are the row's text. */
    void endText(int column) {
        columns[column].setValid(rows);
    }

    /** Adds a piece to a text, which is there once {@link #setText} has added the last, or {@link #endText} says so. */
    void addText(int column, byte[] from, int start, int end) {
        Column target = columns[column];
        int length = end - start;
        if (target.values.length - target.end < length) {
            target.values = Arrays.copyOf(target.values, Math.max(2 * target.values.length, target.end + length));
        }
        System.arraycopy(from, start, target.values, target.end, length);
        target.end += length;
    }

    void addByte(int column, byte value) {
        Column target = columns[column];
        if (target.values.length == target.end) {
            target.values = Arrays.copyOf(target.values, 2 * target.end);
        }
        target.values[target.end++] = value;
    }

    /** Takes the pieces back. */
    void dropText(int column) {
        Column target = columns[column];
        target.end = rows == 0 ? 0 : (int) INT.get(target.offsets, rows * 4);
    }

    /** @param value as its carrier's boxed value, null for none */
    void set(int column, @Nullable Object value) {
        if (value instanceof String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            setText(column, utf8, 0, utf8.length);
        } else if (value instanceof Long number) {
            setLong(column, number);
        } else if (value instanceof Integer number) {
            setInt(column, number);
        } else if (value instanceof Double number) {
            setReal(column, number);
        } else if (value instanceof Boolean bool) {
            setBool(column, bool);
        }
    }

    /** The row under way is whole; what it was given no value of is null. */
    void endRow() {
        rows++;
        if (rows == capacity) {
            capacity *= 2;
            for (Column column : columns) {
                column.grow(capacity);
            }
        }
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].carrier == Carrier.VARCHAR) {
                INT.set(columns[i].offsets, rows * 4, columns[i].end);
            }
            given[i] = false;
        }
    }

    /** Takes back what the row under way was given. */
    void dropRow() {
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            byte others = (byte) ~(1 << (rows & 7));
            column.valid[rows >> 3] &= others;
            if (column.carrier == Carrier.VARCHAR) {
                dropText(i);
            } else if (column.carrier == Carrier.BOOLEAN) {
                column.values[rows >> 3] &= others;
            }
            given[i] = false;
        }
    }

    /** Copies all rows to a batch of as many columns, which is empty. */
    void copyTo(VectorSchemaRoot batch) {
        for (int i = 0; i < columns.length; i++) {
            copy(columns[i], batch.getVector(i));
        }
        batch.setRowCount(rows);
    }

    private void copy(Column column, FieldVector vector) {
        int bits = (rows + 7) / 8;
        if (vector instanceof VarCharVector texts) {
            texts.allocateNew(column.end, rows);
            put(texts.getOffsetBuffer(), column.offsets, (rows + 1) * 4);
            put(texts.getDataBuffer(), column.values, column.end);
            texts.setLastSet(rows - 1);
        } else if (vector instanceof BaseFixedWidthVector values) {
            values.allocateNew(rows);
            int width = values.getTypeWidth();
            put(values.getDataBuffer(), column.values, width == 0 ? bits : rows * width);
        }
        put(vector.getValidityBuffer(), column.valid, bits);
        vector.setValueCount(rows);
    }

    private static void put(ArrowBuf to, byte[] bytes, int length) {
        to.setBytes(0, bytes, 0, length);
    }
}
