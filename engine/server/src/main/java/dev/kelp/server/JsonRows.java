package dev.kelp.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.kelp.run.Frame;
import dev.kelp.run.Rows;
import dev.kelp.text.KqlException;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import dev.kelp.types.Values;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes rows as JSON arrays, one at a time, and counts them against the limits of the answer. */
final class JsonRows {
    private final JsonGenerator json;
    private final RowLimits limits;
    private final StringBuilder row = new StringBuilder();
    private char[] chars = new char[1024];
    private long sentRows;
    private long sentBytes;

    JsonRows(JsonGenerator json, RowLimits limits) {
        this.json = json;
        this.limits = limits;
    }

    /** Rows and characters written so far, of all frames. */
    long sentRows() {
        return sentRows;
    }

    long sentBytes() {
        return sentBytes;
    }

    /**
     * Writes the rows of a frame to its end, or up to a limit.
     *
     * @return the failure that the limit is, null where all rows were written
     * @throws KqlException where the query fails
     */
    @Nullable
    KqlException write(Frame frame) throws IOException {
        KqlType[] types = types(frame.schema());
        long rows = 0;
        while (frame.next()) {
            int count = frame.batch().getRowCount();
            for (int i = 0; i < count; i++, rows++) {
                if (rows >= limits.take()) {
                    return null;
                }
                if (rows >= limits.records()) {
                    return limits.tooManyRecords();
                }
                row.setLength(0);
                row.append('[');
                for (int c = 0; c < types.length; c++) {
                    if (c > 0) {
                        row.append(',');
                    }
                    Values.writeWire(row, frame.value(i, c), types[c]);
                }
                row.append(']');
                if (sentBytes + row.length() > limits.bytes()) {
                    return limits.tooManyBytes();
                }
                sentBytes += row.length();
                sentRows++;
                flushRow();
            }
        }
        return null;
    }

    void write(Rows table) throws IOException {
        KqlType[] types = types(table.schema());
        for (@Nullable Object[] cells : table.cells()) {
            row.setLength(0);
            row.append('[');
            for (int c = 0; c < types.length; c++) {
                if (c > 0) {
                    row.append(',');
                }
                Values.writeWire(row, cells[c], types[c]);
            }
            row.append(']');
            flushRow();
        }
    }

    private void flushRow() throws IOException {
        int length = row.length();
        if (chars.length < length) {
            chars = new char[length + length / 2];
        }
        row.getChars(0, length, chars, 0);
        json.writeRawValue(chars, 0, length);
    }

    private static KqlType[] types(Schema schema) {
        return schema.fields().stream().map(Field::type).toArray(KqlType[]::new);
    }
}
