package dev.kelp.syntax;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words that are operators, or that are keywords where a name could stand. */
final class Words {
    static final Set<String> COMPARISONS = Set.of(
            "==",
            "!=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "=~",
            "!~",
            "has",
            "!has",
            "has_cs",
            "!has_cs",
            "hasprefix",
            "!hasprefix",
            "hasprefix_cs",
            "!hasprefix_cs",
            "hassuffix",
            "!hassuffix",
            "hassuffix_cs",
            "!hassuffix_cs",
            "contains",
            "!contains",
            "contains_cs",
            "!contains_cs",
            "startswith",
            "!startswith",
            "startswith_cs",
            "!startswith_cs",
            "endswith",
            "!endswith",
            "endswith_cs",
            "!endswith_cs",
            "matches");
    static final Set<String> LISTS = Set.of("in", "in~", "!in", "!in~", "has_any", "has_all");

    /** Kinds of comparison. */
    enum Comparison {
        EQUALITY,
        SIZE,
        TEXT
    }

    /** The kind of an operator, null for words that compare nothing. */
    static @Nullable Comparison comparison(String word) {
        return switch (word) {
            case "==", "!=", "<>", "between", "!between" -> Comparison.EQUALITY;
            case "<", "<=", ">", ">=" -> Comparison.SIZE;
            default -> LISTS.contains(word) ? Comparison.EQUALITY : COMPARISONS.contains(word) ? Comparison.TEXT : null;
        };
    }

    /** What must be in brackets to name a column (R3). */
    static final Set<String> NEED_BRACKETS = Set.of(
            "first",
            "last",
            "asc",
            "desc",
            "missing",
            "has",
            "to",
            "and",
            "or",
            "by",
            "in",
            "contains",
            "startswith",
            "endswith",
            "hasprefix",
            "hassuffix",
            "between",
            "matches",
            "has_any",
            "has_all",
            "nulls");

    private Words() {}

    /** Tells whoever listens that an operator may stand behind an operand, and colours one that does. */
    static void offer(Cursor cursor, Expr left) {
        for (Set<String> words : List.of(COMPARISONS, LISTS, Set.of("between", "!between"))) {
            cursor.mayBe("an operator", words);
            if (words.contains(cursor.peek().text())) {
                cursor.at(cursor.peek().text());
            }
        }
        if (cursor.trace() != null) {
            cursor.trace().operand(cursor.peek(), left);
        }
    }
}
