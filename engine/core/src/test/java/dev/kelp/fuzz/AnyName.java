package dev.kelp.fuzz;

import java.util.List;
import java.util.Random;

/** Names of every kind: quotes, SQL, pieces of paths, words of KQL, blanks, half characters, some very long. */
public final class AnyName {
    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "`",
            "\\",
            "[",
            "]",
            "['x']",
            "--",
            ";",
            "; DROP TABLE ducklake_table; --",
            "' OR '1'='1",
            "\"; DELETE FROM kelp_extent; --",
            "../",
            "..",
            "/",
            "/etc/passwd",
            "C:\\x",
            "%2e%2e%2f",
            "\0",
            "\n",
            "\r\n",
            "\t",
            " ",
            "\u00a0",
            "\u202e",
            "\ufeff",
            "é",
            "e\u0301",
            "ß",
            "İ",
            "日本",
            "\uD83D\uDE00",
            "\uD800",
            "*",
            "?",
            "$",
            "{}",
            "${x}",
            "%s",
            "{0}",
            "<|",
            "|",
            "//",
            "/*",
            "*/",
            "table",
            "select",
            "null",
            "true",
            "_ducklake_",
            "_ducklake_row_id",
            "ducklake_table",
            "kelp_meta",
            "main",
            "T",
            "t",
            "Guard",
            "GUARD",
            "a",
            "A",
            "1",
            "-1",
            "1e9",
            "async",
            "with",
            "policy",
            "ingestion",
            "datatable",
            "$c",
            "@",
            "h'",
            "```",
            "~~~",
            ".",
            ",",
            "(",
            ")",
            "=",
            ":",
            "#",
            "CON",
            "x.gz");

    private AnyName() {}

    public static String next(Random random) {
        StringBuilder name = new StringBuilder();
        int pieces = 1 + random.nextInt(4);
        for (int i = 0; i < pieces; i++) {
            name.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return random.nextInt(40) == 0 ? name.toString().repeat(1 + 1100 / name.length()) : name.toString();
    }

    /** As a string of KQL. */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\0' -> out.append("\\u0000");
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** As a name of KQL. */
    public static String entity(String name) {
        return "[" + quoted(name) + "]";
    }
}
