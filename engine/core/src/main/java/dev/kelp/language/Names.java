package dev.kelp.language;

import java.util.Set;

/** How names must be written to be names. */
final class Names {
    /** Words that mean something else where a name could stand. */
    private static final Set<String> WORDS = Set.of(
            "and",
            "or",
            "by",
            "in",
            "has",
            "contains",
            "startswith",
            "endswith",
            "hasprefix",
            "hassuffix",
            "between",
            "matches",
            "has_any",
            "has_all",
            "to",
            "asc",
            "desc",
            "nulls",
            "first",
            "last",
            "missing",
            "true",
            "false",
            "not",
            "on",
            "with");

    private Names() {}

    /** The name as a text may hold it: in brackets where it is no plain word. */
    static String written(String name) {
        boolean plain = !name.isEmpty()
                && (Character.isLetter(name.charAt(0)) || name.charAt(0) == '_' || name.charAt(0) == '$')
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$')
                && !WORDS.contains(name);
        return plain ? name : "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']";
    }
}
