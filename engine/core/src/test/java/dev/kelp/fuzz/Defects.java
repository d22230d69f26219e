package dev.kelp.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Queries with one thing wrong, as people write them: a piece missing, twice, elsewhere, or of another name. */
final class Defects {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|\\b(?:datetime|date|time|guid|decimal|int|long|real|double|bool)\\([^()]*\\)|@?\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|@?'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|[A-Za-z_$][\\w-]*|\\d[\\w.]*|[=!<>]=|=~|!~|\\.\\.|.",
            Pattern.DOTALL);

    private static final List<String> WORDS = List.of(
            "|",
            ",",
            "(",
            ")",
            "=",
            "==",
            "by",
            "on",
            "and",
            "not",
            "in",
            "1",
            "'x'",
            "nowhere",
            "asc",
            "s",
            "*",
            "[",
            "]",
            ";",
            "where",
            "summarize",
            "kind",
            "..",
            "between",
            "-",
            "+",
            "count()",
            "sum(l)",
            "dynamic",
            "null",
            "long",
            "with");

    private Defects() {}

    /** The query with one or two tokens changed. */
    static String spoil(String query, Chance chance) {
        List<String> tokens = tokens(query);
        for (int i = chance.percent(80) ? 1 : 2; i > 0; i--) {
            change(tokens, chance);
        }
        return String.join("", tokens);
    }

    static List<String> tokens(String query) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(query);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private static void change(List<String> tokens, Chance chance) {
        int at = place(tokens, chance);
        String token = tokens.get(at);
        switch (chance.below(10)) {
            case 0, 1 -> tokens.remove(at);
            case 2 -> tokens.add(at, token + " ");
            case 3 -> tokens.set(at, chance.of(WORDS));
            case 4 -> tokens.add(at, chance.of(WORDS) + " ");
            case 5 -> {
                int other = place(tokens, chance);
                tokens.set(at, tokens.get(other));
                tokens.set(other, token);
            }
            default -> {
                int name = name(tokens, chance);
                String old = tokens.get(name);
                tokens.set(
                        name,
                        chance.of(
                                old + "x",
                                old + "x",
                                "nowhere",
                                old.toUpperCase(java.util.Locale.ROOT),
                                "l",
                                "s",
                                "d"));
            }
        }
        if (tokens.isEmpty()) {
            tokens.add(" ");
        }
    }

    private static int place(List<String> tokens, Chance chance) {
        int at = chance.below(tokens.size());
        return tokens.get(at).isBlank() ? Math.max(0, at - 1) : at;
    }

    private static int name(List<String> tokens, Chance chance) {
        int at = place(tokens, chance);
        for (int i = 0; i < tokens.size(); i++) {
            int index = (at + i) % tokens.size();
            if (Character.isLetter(tokens.get(index).charAt(0))) {
                return index;
            }
        }
        return at;
    }
}
