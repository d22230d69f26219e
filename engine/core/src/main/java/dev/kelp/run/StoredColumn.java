package dev.kelp.run;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.Storage;
import dev.kelp.types.Ticks;

/**
 * One column inside {@code read_parquet}: its SQL names there and its value as a carrier.
 *
 * <p>Columns are named by field id ({@code c3}), so that no name of a user's can clash or need care.
 *
 * @param mayBeNull whether an extent of the scan may hold nulls for it
 * @param hasRemainder whether an extent of the scan may hold digits for it that the stored form has no room for
 * @param foreign whether another client wrote an extent of the scan
 */
public record StoredColumn(ColumnDef column, boolean mayBeNull, boolean hasRemainder, boolean foreign) {

    String stored() {
        return "c" + column.id();
    }

    /** The last digit of a datetime. */
    String remainder() {
        Storage.Remainder remainder = column.storage().remainder();
        return remainder == null ? "0" : "coalesce(c" + remainder.id() + ", 0)";
    }

    private String decimal(String stored) {
        Storage.Remainder remainder = column.storage().remainder();
        return remainder == null || !hasRemainder ? stored : "coalesce(c" + remainder.id() + ", " + stored + ")";
    }

    /** Whether predicates can be put to the stored column itself. */
    boolean isNative() {
        return column.storage().sqlType().equals(Storage.of(column.type()).sqlType());
    }

    /** The type to read the column as; JSON is read as the text it is. */
    String readType() {
        String type = column.storage().sqlType();
        return type.equals("JSON") ? "VARCHAR" : type;
    }

    /** SQL of the carrier, read under its name inside {@code read_parquet}. */
    String carrier() {
        return carrier(stored());
    }

    /** @param c SQL of the stored value */
    public String carrier(String c) {
        String type = column.storage().sqlType();
        return switch (column.type()) {
            case BOOL -> c;
            case INT -> as(c, "INTEGER");
            case LONG -> as(c, "BIGINT");
            case REAL -> as(c, "DOUBLE");
            case DECIMAL ->
                decimal(
                        type.startsWith("DECIMAL") && !type.endsWith(",0)")
                                ? "rtrim(rtrim(CAST(" + c + " AS VARCHAR), '0'), '.')"
                                : as(c, "VARCHAR"));
            case STRING -> orEmpty(type.equals("BLOB") ? "base64(" + c + ")" : as(c, "VARCHAR"));
            case DATETIME ->
                switch (type) {
                    case "TIMESTAMP" ->
                        "(epoch_us(" + c + ") * 10 + " + Ticks.UNIX_EPOCH + (hasRemainder ? " + " + remainder() : "")
                                + ")";
                    case "TIMESTAMP_NS" ->
                        "((epoch_ns(" + c + ") - ((epoch_ns(" + c + ") % 100) + 100) % 100) // 100 + "
                                + Ticks.UNIX_EPOCH + ")";
                    default -> "(epoch_us(" + c + ") * 10 + " + Ticks.UNIX_EPOCH + ")";
                };
            case TIMESPAN -> type.equals("TIME") ? "(epoch_us(" + c + ") * 10)" : as(c, "BIGINT");
            case GUID -> as(c, "VARCHAR");
            case DYNAMIC -> dynamic(c, type);
        };
    }

    private String dynamic(String c, String type) {
        if (!type.equals("JSON")) {
            return "CAST(to_json(" + c + ") AS VARCHAR)";
        }
        // Others' JSON may hold blanks, which KQL's dynamic does not keep.
        return column.storage().canonical() && !foreign ? c : "nullif(CAST(json(" + c + ") AS VARCHAR), 'null')";
    }

    private String as(String c, String carrierType) {
        return readType().equals(carrierType) ? c : "CAST(" + c + " AS " + carrierType + ")";
    }

    private String orEmpty(String text) {
        return mayBeNull ? "coalesce(" + text + ", '')" : text;
    }
}
