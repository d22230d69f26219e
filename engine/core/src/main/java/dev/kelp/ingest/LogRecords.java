package dev.kelp.ingest;

import dev.kelp.types.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of a W3C extended log file: the directive {@code #Fields} says which columns the lines behind it have, {@code -}
 * stands for no value.
 */
final class LogRecords implements Records {
    private static final String FIELDS = "#fields:";

    private final Characters text;
    private final StringBuilder buffer = new StringBuilder();
    private List<String> fields = List.of();
    private long recordLine = 1;

    LogRecords(InputStream bytes) throws IOException, Malformed {
        this.text = new Characters(bytes);
    }

    @Override
    public @Nullable Json next() throws IOException, Malformed {
        while (text.peek() >= 0) {
            recordLine = text.line();
            String line = text.wholeLine(buffer);
            if (line.regionMatches(true, 0, FIELDS, 0, FIELDS.length())) {
                fields = values(line.substring(FIELDS.length()));
            } else if (!line.startsWith("#") && !line.isBlank()) {
                return record(line);
            }
        }
        return null;
    }

    private Json record(String line) throws Malformed {
        if (fields.isEmpty()) {
            throw new Malformed("comes before a #Fields line says which columns there are");
        }
        List<String> values = values(line);
        if (values.size() != fields.size()) {
            throw new Malformed("has " + values.size() + " values, #Fields names " + fields.size() + ": "
                    + TextCells.shortened(line));
        }
        Map<String, Json> record = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            record.put(fields.get(i), values.get(i).equals("-") ? Json.NULL : new Json.Text(values.get(i)));
        }
        return new Json.Bag(record);
    }

    /** The values between blanks; one that begins with a quote ends with one, quotes inside are doubled. */
    private static List<String> values(String line) throws Malformed {
        List<String> values = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < line.length() && isBlank(line.charAt(at))) {
                at++;
            }
            if (at == line.length()) {
                return values;
            }
            int end = line.charAt(at) == '"' ? quoteEnd(line, at) : blank(line, at);
            String value = line.substring(at, end);
            values.add(
                    value.startsWith("\"")
                            ? value.substring(1, value.length() - 1).replace("\"\"", "\"")
                            : value);
            at = end;
        }
    }

    private static int blank(String line, int from) {
        int at = from;
        while (at < line.length() && !isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int quoteEnd(String line, int from) throws Malformed {
        int at = from + 1;
        while (at < line.length()) {
            if (line.charAt(at) != '"') {
                at++;
            } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
                at += 2;
            } else {
                return at + 1;
            }
        }
        throw new Malformed("has a quote that is never closed");
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
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
