package dev.kelp.ingest;

import dev.kelp.functions.JavaBody;
import dev.kelp.sql.JavaFunction;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.types.Carrier;
import dev.kelp.types.Decimals;
import dev.kelp.types.Guids;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import dev.kelp.types.Reals;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a file's cells as carriers, in DuckDB's SQL: the common forms by DuckDB itself, the rest by Java (rules R16 to R28).
 * A text that is no value of its column's type fails with {@link Fault}; an empty one is null.
 */
final class TextCells {
    private static final Pattern FAULT = Pattern.compile("kelp:cell:(\\d+):(.*)", Pattern.DOTALL);

    /** What the SQL calls; to be registered in the DuckDB that runs it. */
    static final List<JavaFunction> FUNCTIONS = List.of(
            function("kelp_cell_long", Carrier.BIGINT, TextCells::whole),
            function("kelp_cell_real", Carrier.DOUBLE, Reals::parse),
            function("kelp_cell_decimal", Carrier.VARCHAR, Decimals::exact),
            function("kelp_cell_datetime", Carrier.BIGINT, Ticks::parse),
            function("kelp_cell_timespan", Carrier.BIGINT, Timespans::parse),
            function("kelp_cell_guid", Carrier.VARCHAR, Guids::parse),
            function("kelp_cell_dynamic", Carrier.VARCHAR, TextCells::dynamic),
            // Texts on their way back from Java cost more than all else.
            function("kelp_cell_is_compact", Carrier.BOOLEAN, Json::isCompact));

    /** A cell that is no value of its column's type. {@code column} counts from 0. */
    record Fault(int column, String text) {
        static @Nullable Fault in(String message) {
            Matcher matcher = FAULT.matcher(message);
            return matcher.find() ? new Fault(Integer.parseInt(matcher.group(1)), matcher.group(2)) : null;
        }

        /** @param where the place in the files, empty where it isn't known */
        KqlException fault(String where, TableDef table) {
            ColumnDef in = table.columns().get(column);
            return Ingestion.fault(where + noValue(text, in));
        }
    }

    private TextCells() {}

    /** What is wrong with a text that is no value of its column's type. */
    static String noValue(String text, ColumnDef column) {
        boolean tooLong = column.type() == KqlType.DECIMAL && Decimals.canonical(text) != null;
        return "'" + shortened(text) + "' "
                + (tooLong
                        ? "has more than the " + Decimals.DIGITS + " digits of a decimal"
                        : "is no " + column.type().kql())
                + " (column '" + column.name() + "').";
    }

    /** A piece of a file in a message. */
    static String shortened(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() <= 100 ? line : line.substring(0, 100) + "…";
    }

    /**
     * @param c SQL of the cell's text, null where it is empty
     * @param column the number that a {@link Fault} names
     */
    static String carrier(KqlType type, String c, int column) {
        if (type == KqlType.STRING) {
            return "coalesce(" + c + ", '')";
        }
        String exact = exactCarrier(type, c, column);
        String plain = plain(type, c);
        return plain.isEmpty() ? exact : "coalesce(" + plain + ", " + exact + ")";
    }

    /** The same without {@link #plain}. */
    static String exactCarrier(KqlType type, String c, int column) {
        String fault = "CAST(error('kelp:cell:" + column + ":' || " + c + ") AS " + type.carrier() + ")";
        return "CASE WHEN " + c + " <> '' THEN coalesce(" + exact(type, c) + ", " + fault + ") END";
    }

    /** SQL of whether a text is surely what Kelp writes for its JSON. */
    static String isCompact(String c) {
        return "kelp_cell_is_compact(" + c + ")";
    }

    /** What DuckDB reads by itself, null for other texts; empty where it reads none. */
    static String plain(KqlType type, String c) {
        return switch (type) {
            // DuckDB reads 5.9 and 1e3 as whole numbers too: only what it prints the same way back is taken from it.
            case INT -> whole("INTEGER", c);
            case LONG -> whole("BIGINT", c);
            case REAL -> "CASE WHEN " + PlainTexts.real(c) + " THEN TRY_CAST(" + c + " AS DOUBLE) END";
            case DATETIME -> PlainTexts.datetime(c);
            case DECIMAL -> "CASE WHEN " + PlainTexts.decimal(c) + " THEN " + c + " END";
            case GUID -> "CASE WHEN " + PlainTexts.guid(c) + " THEN " + c + " END";
            case DYNAMIC -> "CASE WHEN " + isCompact(c) + " THEN " + c + " END";
            case BOOL, TIMESPAN, STRING -> "";
        };
    }

    private static String whole(String type, String c) {
        String cast = "TRY_CAST(" + c + " AS " + type + ")";
        return "CASE WHEN CAST(" + cast + " AS VARCHAR) = " + c + " THEN " + cast + " END";
    }

    /** What KQL reads in any text that isn't empty, null where that is no value. */
    static String exact(KqlType type, String c) {
        return switch (type) {
            case BOOL ->
                "CASE lower(trim(" + c + ")) WHEN 'true' THEN true WHEN 'false' THEN false WHEN '1' THEN true"
                        + " WHEN '0' THEN false END";
            case INT -> "TRY_CAST(kelp_cell_long(" + c + ") AS INTEGER)";
            case LONG -> "kelp_cell_long(" + c + ")";
            case REAL -> "kelp_cell_real(" + c + ")";
            case DATETIME -> "kelp_cell_datetime(" + c + ")";
            case DECIMAL -> "kelp_cell_decimal(" + c + ")";
            case TIMESPAN -> "kelp_cell_timespan(" + c + ")";
            case GUID -> "kelp_cell_guid(" + c + ")";
            case DYNAMIC -> "kelp_cell_dynamic(" + c + ")";
            case STRING -> c;
        };
    }

    /** The carrier of a text that isn't empty, the same as in SQL; null where it is no value of the type. */
    static @Nullable Object parse(KqlType type, String text) {
        return switch (type) {
            case BOOL ->
                switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "true", "1" -> Boolean.TRUE;
                    case "false", "0" -> Boolean.FALSE;
                    default -> null;
                };
            case INT -> {
                Long whole = whole(text);
                yield whole == null || whole.intValue() != whole ? null : (Object) whole.intValue();
            }
            case LONG -> whole(text);
            case REAL -> Reals.parse(text);
            case DATETIME -> Ticks.parse(text);
            case DECIMAL -> Decimals.exact(text);
            case TIMESPAN -> Timespans.parse(text);
            case GUID -> Guids.parse(text);
            case DYNAMIC -> dynamic(text);
            case STRING -> text;
        };
    }

    /** Whole numbers as KQL reads them, and as tools write them that know reals only ({@code 517.0}). */
    private static @Nullable Long whole(String text) {
        String digits = text.strip();
        int point = digits.indexOf('.');
        if (point > 0 && digits.substring(point + 1).chars().allMatch(c -> c == '0')) {
            digits = digits.substring(0, point);
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** JSON's null stays the text {@code null} here, for SQL's null is a fault. */
    private static String dynamic(String text) {
        return Json.parse(text).write();
    }

    private interface Reader {
        @Nullable
        Object read(String text);
    }

    private static JavaFunction function(String name, Carrier result, Reader reader) {
        JavaBody body = arguments -> arguments[0] instanceof String text ? reader.read(text) : null;
        return new JavaFunction(name, List.of(Carrier.VARCHAR), result, false, body);
    }
}
