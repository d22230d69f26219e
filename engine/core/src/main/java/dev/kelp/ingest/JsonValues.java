package dev.kelp.ingest;

import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.util.List;

/** JSON values in the forms that most writers give them, from bytes that end in {@link JsonBlock#PADDING} zeros. */
final class JsonValues {
    /** No value, or one of another form. */
    private static final int NONE = -1;

    /** A number of so many digits is less than twice the largest long: one that is too large looks negative. */
    private static final int MOST_WHOLE = 19;

    /** So many digits a real holds. */
    private static final int SURE_REAL = 15;

    private static final double[] POWERS = new double[SURE_REAL + 1];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private final ColumnBatch out;
    private final boolean breaks;
    private final Form[] forms;

    /**
     * How a column's values are read. Each call finds its own code, which is compiled once: as cases of a switch all would be compiled
     * together, and again wherever they are called, which takes a second.
     */
    private interface Form {
        int read(int column, byte[] bytes, int from);
    }

    /**
     * @param breaks whether values may go over several lines
     * @param out where they go
     */
    JsonValues(List<KqlType> types, boolean breaks, ColumnBatch out) {
        this.breaks = breaks;
        this.out = out;
        this.forms = types.stream().map(this::form).toArray(Form[]::new);
    }

    private Form form(KqlType type) {
        return switch (type) {
            case STRING -> this::string;
            case LONG -> this::whole;
            case INT -> this::small;
            case REAL -> this::real;
            case BOOL -> this::bool;
            case DATETIME -> this::datetime;
            case DYNAMIC -> this::dynamic;
            default -> (column, bytes, from) -> NONE;
        };
    }

    /** Reads a value of a column, and says where it ends; -1 where it has another form, then nothing was read. */
    int read(int column, byte[] bytes, int from) {
        return forms[column].read(column, bytes, from);
    }

    private int string(int column, byte[] bytes, int from) {
        if (bytes[from] != '"') {
            return NONE;
        }
        int piece = from + 1;
        while (true) {
            int end = JsonBytes.pieceEnd(bytes, piece);
            if (bytes[end] == '"') {
                out.setText(column, bytes, piece, end);
                return end + 1;
            }
            byte plain = bytes[end] == '\\' ? JsonBytes.plain(bytes[end + 1]) : 0;
            if (plain == 0) {
                out.dropText(column);
                return NONE;
            }
            out.addText(column, bytes, piece, end);
            out.addByte(column, plain);
            piece = end + 2;
        }
    }

    private int whole(int column, byte[] bytes, int from) {
        return whole(column, bytes, from, false);
    }

    private int small(int column, byte[] bytes, int from) {
        return whole(column, bytes, from, true);
    }

    private int whole(int column, byte[] bytes, int from, boolean small) {
        int first = bytes[from] == '-' ? from + 1 : from;
        long value = 0;
        int end = first;
        while (JsonBytes.isDigit(bytes[end])) {
            value = value * 10 + (bytes[end++] - '0');
        }
        int digits = end - first;
        if (digits == 0
                || digits > MOST_WHOLE
                || value < 0
                || digits > 1 && bytes[first] == '0'
                || isFraction(bytes[end])) {
            return NONE;
        }
        long signed = first > from ? -value : value;
        if (!small) {
            out.setLong(column, signed);
        } else if (signed == (int) signed) {
            out.setInt(column, (int) signed);
        } else {
            return NONE;
        }
        return end;
    }

    private static boolean isFraction(byte next) {
        return next == '.' || next == 'e' || next == 'E';
    }

    /** Of few digits the real is their quotient by a power of ten: both are exact, and it is rounded once. */
    private int real(int column, byte[] bytes, int from) {
        int first = bytes[from] == '-' ? from + 1 : from;
        long value = 0;
        int end = first;
        while (JsonBytes.isDigit(bytes[end])) {
            value = value * 10 + (bytes[end++] - '0');
        }
        int digits = end - first;
        if (digits == 0 || digits > SURE_REAL || digits > 1 && bytes[first] == '0') {
            return NONE;
        }
        int fraction = 0;
        if (bytes[end] == '.') {
            int point = ++end;
            while (JsonBytes.isDigit(bytes[end]) && end - point <= SURE_REAL) {
                value = value * 10 + (bytes[end++] - '0');
            }
            fraction = end - point;
            if (fraction == 0 || digits + fraction > SURE_REAL) {
                return NONE;
            }
        }
        // Without a point minus zero is a whole number, and zero.
        if (isFraction(bytes[end]) || first > from && value == 0) {
            return NONE;
        }
        double real = value / POWERS[fraction];
        out.setReal(column, first > from ? -real : real);
        return end;
    }

    private int bool(int column, byte[] bytes, int from) {
        boolean value = bytes[from] == 't';
        int end = JsonBytes.skipWord(bytes, from, value ? "true" : "false");
        if (end >= 0) {
            out.setBool(column, value);
        }
        return end;
    }

    private int dynamic(int column, byte[] bytes, int from) {
        if (bytes[from] == 'n') {
            return NONE;
        }
        int end = Json.compact(bytes, from, breaks, (start, stop) -> out.addText(column, bytes, start, stop));
        if (end < 0) {
            out.dropText(column);
        } else {
            out.endText(column);
        }
        return end;
    }

    /** {@code yyyy-MM-ddTHH:mm:ss}, with up to seven digits of a fraction, and Z where it stands. */
    private int datetime(int column, byte[] bytes, int quote) {
        int from = quote + 1;
        // What stands behind the zeros at the end of a block is not looked at: each byte before it must be right.
        if (bytes[quote] != '"' || bytes.length - from < 2 * JsonBlock.PADDING) {
            return NONE;
        }
        boolean marks = bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && (bytes[from + 10] == 'T' || bytes[from + 10] == ' ')
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
        int year = two(bytes, from) * 100 + two(bytes, from + 2);
        int month = two(bytes, from + 5);
        int day = two(bytes, from + 8);
        int hour = two(bytes, from + 11);
        int minute = two(bytes, from + 14);
        int second = two(bytes, from + 17);
        if (!marks || (year | month | day | hour | minute | second) < 0) {
            return NONE;
        }
        long fraction = 0;
        int end = from + 19;
        if (bytes[end] == '.') {
            int point = ++end;
            while (JsonBytes.isDigit(bytes[end]) && end - point < 7) {
                fraction = fraction * 10 + (bytes[end++] - '0');
            }
            for (int digits = end - point; digits < 7; digits++) {
                fraction *= 10;
            }
            if (end == point) {
                return NONE;
            }
        }
        if (bytes[end] == 'Z') {
            end++;
        }
        long ticks = bytes[end] == '"' ? Ticks.of(year, month, day, hour, minute, second, fraction) : NONE;
        if (ticks < 0) {
            return NONE;
        }
        out.setLong(column, ticks);
        return end + 1;
    }

    /** Two digits, far below zero where there are others. */
    private static int two(byte[] bytes, int from) {
        int tens = bytes[from] - '0';
        int ones = bytes[from + 1] - '0';
        return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1_000_000 : tens * 10 + ones;
    }
}
