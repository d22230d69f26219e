package dev.kelp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A name of the query language, out of the list that {@code dev/language-names} writes.
 *
 * @param hidden whether Kusto hides it from its users
 * @param table whether it is a function that yields a table
 * @param counts of arguments that a function takes, those up to 32
 */
public record LanguageName(Kind kind, String name, boolean hidden, boolean table, List<Integer> counts) {
    private static final String TABLE_FUNCTION = "table-function";

    /** What a name names. */
    public enum Kind {
        OPERATOR("operators"),
        FUNCTION("functions"),
        AGGREGATE("aggregates"),
        PLUGIN("plugins"),
        CHART("charts"),
        CHART_PROPERTY("properties of charts");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public LanguageName {
        counts = List.copyOf(counts);
    }

    /** The whole list. */
    static List<LanguageName> all() {
        try (InputStream in =
                Objects.requireNonNull(LanguageName.class.getResourceAsStream("language.txt"), "language.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(LanguageName::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LanguageName read(String line) {
        List<String> words = List.of(line.split(" "));
        boolean table = words.get(0).equals(TABLE_FUNCTION);
        Kind kind = table
                ? Kind.FUNCTION
                : Kind.valueOf(words.get(0).replace('-', '_').toUpperCase(Locale.ROOT));
        boolean hidden = words.contains("-");
        List<Integer> counts = new ArrayList<>();
        if (words.size() > (hidden ? 3 : 2)) {
            for (String range : words.get(words.size() - 1).split(",")) {
                String[] ends = range.split("-");
                IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                        .forEach(counts::add);
            }
        }
        return new LanguageName(kind, words.get(1), hidden, table, counts);
    }
}
