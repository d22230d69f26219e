package dev.kelp.ingest;

import dev.kelp.types.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of {@code tsve}: cells between tabs, in which a backslash stands before what would end them. */
final class EscapedRecords implements Records {
    private final Characters text;
    private final RecordWidth width;
    private final StringBuilder cell = new StringBuilder();
    private long recordLine = 1;

    EscapedRecords(InputStream bytes, RecordWidth width) throws IOException, Malformed {
        this.text = new Characters(bytes);
        this.width = width;
    }

    @Override
    public @Nullable Json next() throws IOException, Malformed {
        while (text.peek() == '\n' || text.peek() == '\r') {
            text.lineBreak();
        }
        if (text.peek() < 0) {
            return null;
        }
        recordLine = text.line();
        List<String> cells = new ArrayList<>();
        long length = 0;
        try {
            do {
                length += cell(Characters.LONGEST_RECORD - length) + 32;
                cells.add(cell.toString());
            } while (text.accept('\t'));
        } catch (Malformed e) {
            if (!e.isLast()) {
                text.skipLine();
            }
            throw e;
        }
        text.lineBreak();
        return DelimitedRecords.record(cells, '\t', width);
    }

    private int cell(long room) throws IOException, Malformed {
        cell.setLength(0);
        while (text.peek() != '\t' && !text.atLineEnd()) {
            Characters.tooLong(cell, cell.length() >= room);
            int c = text.take();
            cell.append(c == '\\' ? escaped() : (char) c);
        }
        return cell.length();
    }

    private char escaped() throws IOException, Malformed {
        int c = text.take();
        return switch (c) {
            case -1 -> throw new Malformed("ends in a backslash");
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> (char) c;
        };
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
