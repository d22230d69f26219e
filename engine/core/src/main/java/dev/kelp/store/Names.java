package dev.kelp.store;

import dev.kelp.text.Problem;
import java.util.Locale;
import java.util.regex.Pattern;

/** What databases, tables and columns may be called, and the folders made of their names. */
final class Names {
    private static final int LONGEST = 1024;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    private Names() {}

    static void check(String what, String name) {
        if (name.isEmpty() || name.length() > LONGEST || name.indexOf('\0') >= 0) {
            throw Problem.SEMANTIC.here(
                    "The name of a " + what + " has 1 to " + LONGEST + " characters, none of them zero.");
        }
        if (name.toLowerCase(Locale.ROOT).startsWith("_ducklake_")) {
            throw Problem.SEMANTIC.here("Names that begin with _ducklake_ are the catalogue's own.");
        }
    }

    /** The folder of a database or table: its name where that is harmless, else its number. */
    static String folder(String name, String uuid) {
        return (PLAIN.matcher(name).matches() ? name : uuid) + "/";
    }

    /** A name inside {@code changes_made}. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A name as it was before {@link #quoted}, or as it stands. */
    static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }
}
