package dev.kelp.ingest;

import dev.kelp.types.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text whose lines are records of one column ({@code txt}), or that is a single such record ({@code raw}). */
final class LineRecords implements Records {
    private final Characters text;
    private final boolean whole;
    private final RecordWidth width;
    private final StringBuilder record = new StringBuilder();
    private long recordLine = 1;

    /** @param whole whether the whole text is one record */
    LineRecords(InputStream bytes, boolean whole, RecordWidth width) throws IOException, Malformed {
        this.text = new Characters(bytes);
        this.whole = whole;
        this.width = width;
    }

    @Override
    public @Nullable Json next() throws IOException, Malformed {
        while (text.peek() >= 0) {
            recordLine = text.line();
            String line = whole ? rest() : text.wholeLine(record);
            if (!line.isEmpty()) {
                return DelimitedRecords.record(List.of(line), '\n', width);
            }
        }
        return null;
    }

    private String rest() throws IOException, Malformed {
        record.setLength(0);
        while (text.peek() >= 0) {
            if (record.length() >= Characters.LONGEST_RECORD) {
                throw new Malformed(
                        "begins a text that is longer than " + (Characters.LONGEST_RECORD >> 20)
                                + " million characters",
                        true);
            }
            record.append((char) text.take());
        }
        return record.toString();
    }

    @Override
    public String place() {
        return "Line " + recordLine;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
