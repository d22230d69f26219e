package dev.kelp.language;

import dev.kelp.language.Completions.Item;
import dev.kelp.language.Completions.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Suggestions being gathered, with how likely each is; those that don't begin as the word being typed are left out. */
final class Candidates {
    private record Ranked(Item item, int rank) {}

    private final String typed;
    private final Map<String, Ranked> found = new LinkedHashMap<>();

    /** @param word what is typed of the word so far; case doesn't matter */
    Candidates(String word) {
        typed = word.toLowerCase(Locale.ROOT);
    }

    /** @param rank 0 for the likeliest */
    void add(Item item, int rank) {
        if (!item.label().toLowerCase(Locale.ROOT).startsWith(typed)) {
            return;
        }
        String key = item.label() + " " + item.kind();
        Ranked before = found.get(key);
        if (before == null || rank < before.rank()) {
            found.put(key, new Ranked(item, rank));
        }
    }

    void add(String label, Kind kind, String insert, String detail, String documentation, int rank) {
        add(new Item(label, kind, insert, detail, documentation), rank);
    }

    void word(String word, Kind kind, int rank) {
        add(word, kind, word, "", "", rank);
    }

    Completions within(int start, int end) {
        List<Ranked> sorted = new ArrayList<>(found.values());
        sorted.sort(Comparator.comparing(Ranked::rank)
                .thenComparing(r -> r.item().label().toLowerCase(Locale.ROOT)));
        return new Completions(sorted.stream().map(Ranked::item).toList(), start, end);
    }
}
