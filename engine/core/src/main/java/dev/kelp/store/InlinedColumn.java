package dev.kelp.store;

import dev.kelp.store.CatalogConnection.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table inside a catalogue that holds rows itself. SQLite has two forms, whole numbers and DuckDB's texts of all else;
 * PostgreSQL has types of its own for what it can hold exactly.
 *
 * @param id of the table's column that it holds
 * @param type DuckLake's name of the column's type
 */
record InlinedColumn(long id, String name, String type) {
    private static final Set<String> WHOLE =
            Set.of("boolean", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32");
    private static final Set<String> NESTED = Set.of("struct", "list", "map", "variant");
    private static final Set<String> TEXTS = Set.of("varchar", "json");

    String sqlType(CatalogDialect dialect) {
        if (dialect == CatalogDialect.SQLITE) {
            return isWhole() ? "BIGINT" : type.equals("blob") ? "BLOB" : "VARCHAR";
        }
        return switch (type) {
            case "boolean" -> "BOOLEAN";
            case "int8", "int16" -> "SMALLINT";
            case "int32", "uint8", "uint16" -> "INTEGER";
            case "int64", "uint32" -> "BIGINT";
            case "float32" -> "REAL";
            case "float64" -> "DOUBLE PRECISION";
            case "time" -> "TIME";
            case "timetz" -> "TIMETZ";
            case "interval" -> "INTERVAL";
            case "uuid" -> "UUID";
            // Texts with zero characters have no other place.
            case "varchar", "json", "blob" -> "BYTEA";
            default -> type.startsWith("decimal") ? type.toUpperCase(Locale.ROOT) : "VARCHAR";
        };
    }

    /** What DuckDB reads the values as; nested ones and JSON are read as the texts they are. */
    String duckDbType() {
        return NESTED.contains(type) || type.equals("json")
                ? "VARCHAR"
                : StoredTypes.sql(new StoredTypes.Node(id, name, type, List.of()));
    }

    private boolean isWhole() {
        return WHOLE.contains(type);
    }

    /** A value in the form in which a statement takes it. */
    @Nullable
    Object bound(CatalogDialect dialect, @Nullable Object cell) {
        if (dialect == CatalogDialect.SQLITE || cell == null) {
            return cell;
        }
        return switch (type) {
            case "boolean" -> cell.equals(1L);
            case "float64" -> real(cell.toString());
            case "uuid" -> UUID.fromString(cell.toString());
            case "varchar", "json" -> cell.toString().getBytes(StandardCharsets.UTF_8);
            default -> type.startsWith("decimal") ? new BigDecimal(cell.toString()) : cell;
        };
    }

    private static Double real(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.valueOf(text);
        };
    }

    @Nullable
    Object read(CatalogDialect dialect, Row row, int position) {
        if (type.equals("blob")) {
            byte[] bytes = row.bytes(position);
            return bytes == null ? null : escaped(bytes);
        }
        if (dialect == CatalogDialect.SQLITE) {
            return isWhole() ? row.numberOrNull(position) : row.text(position);
        }
        if (type.equals("boolean")) {
            return row.text(position) == null ? null : Long.valueOf(row.flag(position) ? 1 : 0);
        }
        if (isWhole()) {
            return row.numberOrNull(position);
        }
        byte[] bytes = TEXTS.contains(type) ? row.bytes(position) : null;
        return TEXTS.contains(type)
                ? bytes == null ? null : new String(bytes, StandardCharsets.UTF_8)
                : row.text(position);
    }

    /** DuckDB's text of bytes that need not be text. */
    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 4);
        for (byte b : bytes) {
            text.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return text.toString();
    }
}
