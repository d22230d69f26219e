package dev.kelp.fuzz;

import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Rows for the tables that queries read: few, with nulls, equal keys and values from the edges. */
public final class Data {
    private static final int ROWS = 14;

    private Data() {}

    /** The table's rows as a literal. */
    public static String literal(TableDef table) {
        return literal(table, false);
    }

    private static String literal(TableDef table, boolean lastFirst) {
        Chance chance = new Chance(7, table.id());
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(table.columns().stream().map(c -> cell(c.type(), chance)).collect(Collectors.joining(", ")));
        }
        if (lastFirst) {
            Collections.reverse(rows);
        }
        String schema = table.columns().stream()
                .map(c -> new Columns.Known(c.name(), c.type()).text() + ":"
                        + c.type().kql())
                .collect(Collectors.joining(", "));
        return "datatable(" + schema + ") [" + String.join(", ", rows) + "]";
    }

    /** Definitions under which queries read those rows where there are no stored tables. */
    public static String lets() {
        return lets(false);
    }

    /** @param lastFirst whether the same rows come in the opposite order */
    public static String lets(boolean lastFirst) {
        return Tables.ALL.tables().stream()
                .map(t -> "let " + t.name() + " = " + literal(t, lastFirst) + ";\n")
                .collect(Collectors.joining());
    }

    private static String cell(KqlType type, Chance chance) {
        if (chance.percent(12)) {
            return switch (type) {
                case STRING -> "''";
                default -> type.kql() + "(null)";
            };
        }
        return switch (type) {
            case BOOL -> chance.of("true", "false");
            case INT -> "int(" + chance.of("0", "1", "2", "7", "-3", "2147483647") + ")";
            case LONG -> chance.of("0", "1", "2", "3", "7", "-5", "31", "4611686018427387904");
            case REAL -> chance.of("0.0", "1.5", "-2.25", "3.0", "1e10", "0.1", "real(nan)", "real(+inf)");
            case DECIMAL -> "decimal(" + chance.of("0", "1.5", "-2.25", "3.00", "12345678901234567890.5", "0.1") + ")";
            case STRING ->
                chance.of(
                        "'alpha'",
                        "'beta'",
                        "'Alpha beta'",
                        "'a=1;b=two'",
                        "'10.1.2.3'",
                        "'Zürich'",
                        "'x y'",
                        "'12'",
                        "'{\"a\":1}'");
            case DATETIME ->
                "datetime("
                        + chance.of(
                                "2024-01-02",
                                "2024-01-02 03:04:05.1234567",
                                "2023-12-31 23:59:59",
                                "1970-01-01",
                                "2024-02-29 12:00",
                                "0001-01-01")
                        + ")";
            case TIMESPAN -> chance.of("0s", "1h", "-1h", "1d", "90m", "1tick", "10d");
            case GUID -> "guid(74be27de-1e4e-49d9-b579-fe0b331d3" + chance.of("601", "602", "603") + ")";
            case DYNAMIC ->
                "dynamic("
                        + chance.of(
                                "[1, 2, 3]",
                                "[]",
                                "{\"a\": 1, \"b\": \"x\"}",
                                "{}",
                                "\"text\"",
                                "5",
                                "[1.5, null, \"z\"]",
                                "{\"a\": {\"b\": [1]}}")
                        + ")";
        };
    }
}
