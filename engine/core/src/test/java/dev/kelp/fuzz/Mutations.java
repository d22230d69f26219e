package dev.kelp.fuzz;

import java.util.List;

/** Texts that nobody would write: queries cut, shuffled and mixed with each other, and with characters from all of Unicode. */
final class Mutations {
    private static final List<String> ODD = List.of(
            "\u0000",
            "\uD83D\uDE00",
            "\uD83D",
            "\u202E",
            "\u00A0",
            "\uFEFF",
            "\u0130",
            "\u1E9E",
            "'",
            "\"",
            "\\",
            "`",
            "```",
            "~~~",
            "@",
            "$",
            "#",
            "//",
            "/*",
            "\r",
            "\n",
            "\t",
            "..",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            ";",
            "h'",
            "0x",
            "1e",
            "9e999",
            "-",
            "<|",
            "|",
            "\u0E33",
            "e\u0301",
            "\uFF21",
            "1e-400",
            "99999999999999999999",
            "dynamic(",
            "datetime(",
            "typeof(");

    private Mutations() {}

    /** One to five changes of a query, some of them with pieces of another. */
    static String of(String query, String other, Chance chance) {
        String text = query;
        for (int i = chance.from(1, 5); i > 0; i--) {
            text = change(text, other, chance);
        }
        return text;
    }

    private static String change(String text, String other, Chance chance) {
        if (text.isEmpty()) {
            return other;
        }
        int at = chance.below(text.length() + 1);
        int to = Math.min(text.length(), at + chance.from(1, 12));
        return switch (chance.below(12)) {
            case 0 -> text.substring(0, at) + chance.of(ODD) + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(to);
            case 2 -> text.substring(0, at) + (char) chance.below(0x10000) + text.substring(at);
            case 3 -> text.substring(0, at);
            case 4 -> text.substring(0, to) + text.substring(at);
            case 5 -> text.substring(0, at) + piece(other, chance) + text.substring(to);
            case 6 -> text.substring(0, at) + " | " + piece(other, chance);
            case 7 -> "(" + text + ")";
            default -> Defects.spoil(text, chance);
        };
    }

    private static String piece(String text, Chance chance) {
        if (text.isEmpty()) {
            return "";
        }
        int from = chance.below(text.length());
        return text.substring(from, Math.min(text.length(), from + chance.from(1, 60)));
    }
}
