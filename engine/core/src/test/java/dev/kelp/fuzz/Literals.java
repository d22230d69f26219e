package dev.kelp.fuzz;

import dev.kelp.types.KqlType;

/** Constants of each type, as written in KQL: small everyday ones, now and then one from the edge. */
final class Literals {
    private final Chance chance;

    Literals(Chance chance) {
        this.chance = chance;
    }

    String of(KqlType type) {
        if (chance.percent(4)) {
            return type == KqlType.STRING ? "\"\"" : type.kql() + "(null)";
        }
        return switch (type) {
            case BOOL -> chance.of("true", "false", "bool(1)", "true");
            case INT -> "int(" + whole() + ")";
            case LONG -> chance.percent(80) ? whole() : chance.of("0x1F", "long(42)", "-1", "9223372036854775807");
            case REAL ->
                chance.percent(80)
                        ? chance.below(100) + "." + chance.below(100)
                        : chance.of("1e3", "real(2.5)", "real(nan)", "real(-inf)", "0.0", "-1.5", "double(3)");
            case DECIMAL -> "decimal(" + chance.below(1000) + "." + chance.below(100) + ")";
            case STRING -> text();
            case DATETIME -> datetime();
            case TIMESPAN ->
                chance.of("1h", "2d", "90s", "15m", "1.5h", "10ms", "1tick", "time(1.02:03:04)", "time(5)", "7d");
            case GUID -> "guid(74be27de-1e4e-49d9-b579-fe0b331d3" + chance.from(600, 699) + ")";
            case DYNAMIC -> dynamic();
        };
    }

    String whole() {
        return String.valueOf(chance.percent(70) ? chance.below(10) : chance.below(1000));
    }

    private String datetime() {
        return chance.percent(85)
                ? "datetime(2024-0" + chance.from(1, 9) + "-" + chance.from(10, 28)
                        + chance.of("", " 10:20", "T03:04:05Z", " 23:59:59.1234567") + ")"
                : chance.of("datetime(1970-01-01)", "date(2020-02-29)", "datetime(0001-01-01)", "datetime(2024)");
    }

    private String text() {
        return chance.of(
                "\"alpha\"",
                "'beta'",
                "\"alpha beta gamma\"",
                "@'c:\\d'",
                "\"10.1.2.3\"",
                "'a,b;c'",
                "\"{\\\"a\\\":1,\\\"b\\\":[2,3]}\"",
                "\"12\"",
                "'2024-05-06'",
                "\"Zürich\"",
                "'x'",
                "\"a=1;b=two\"");
    }

    String array() {
        return chance.of(
                "dynamic([1, 2, 3])",
                "dynamic([\"a\", \"b\"])",
                "dynamic([1.5, 2.5, 4.0, 1.0])",
                "dynamic([])",
                "dynamic([3, null, 1])",
                "dynamic([[1, 2], [3]])",
                "pack_array(1, 2)",
                "range(1, 3)");
    }

    String bag() {
        return chance.of(
                "dynamic({\"a\": 1, \"b\": \"x\"})",
                "dynamic({\"a\": {\"b\": [1, 2]}})",
                "bag_pack(\"a\", 1)",
                "parse_json(\"{}\")",
                "dynamic({})");
    }

    private String dynamic() {
        int kind = chance.below(10);
        return kind < 5 ? array() : kind < 9 ? bag() : chance.of("dynamic(1)", "dynamic(\"text\")", "dynamic(null)");
    }
}
