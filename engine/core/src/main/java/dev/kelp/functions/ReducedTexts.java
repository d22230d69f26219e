package dev.kelp.functions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of {@code reduce}: texts that agree in most of their words fall together, and a star stands for the words in which
 * they differ (R171). Texts with as many words are gone through word by word: where the number of different words, as a share of
 * the texts, is above the threshold, the place varies and becomes a star; else the texts part by their words there.
 */
final class ReducedTexts {
    /** What the texts are called in which no word stays. */
    private static final String OTHERS = "others";

    /** What comes after so many words is one more. */
    private static final int MOST_WORDS = 500;

    private static final Comparator<Cluster> BY_COUNT =
            Comparator.<Cluster>comparingLong(c -> -c.count).thenComparing(c -> c.pattern);

    /** A text cut into words and what stands before, between and after them. */
    private record Words(String text, long count, List<String> words, List<String> between) {}

    private static final class Cluster {
        private final String pattern;
        private final List<Words> members = new ArrayList<>();
        private long count;

        Cluster(String pattern) {
            this.pattern = pattern;
        }

        /** The most frequent member, of equal ones the first by its letters. */
        String representative() {
            return pattern.equals(OTHERS)
                    ? ""
                    : members.stream()
                            .min(Comparator.<Words>comparingLong(w -> -w.count())
                                    .thenComparing(Words::text))
                            .map(Words::text)
                            .orElse("");
        }
    }

    private final double threshold;
    private final String separators;
    private final Map<String, Cluster> clusters = new LinkedHashMap<>();

    private ReducedTexts(double threshold, String separators) {
        this.threshold = threshold;
        this.separators = separators;
    }

    /** Rows of text, pattern, count and representative; a row per pattern, or with the third constant true per text. */
    static List<@Nullable Object[]> reduce(List<TableRows> tables, @Nullable Object[] constants) {
        ReducedTexts of = new ReducedTexts((Double) constant(constants[0]), (String) constant(constants[1]));
        Map<Integer, List<Words>> byLength = new LinkedHashMap<>();
        for (@Nullable Object[] row : tables.get(0).rows()) {
            Words words = of.words((String) constant(row[0]), (Long) constant(row[1]));
            byLength.computeIfAbsent(words.words().size(), n -> new ArrayList<>())
                    .add(words);
        }
        byLength.values().forEach(all -> of.part(all, 0, new ArrayList<>()));
        return of.rows(Boolean.TRUE.equals(constants[2]));
    }

    private static Object constant(@Nullable Object value) {
        return java.util.Objects.requireNonNull(value);
    }

    private List<@Nullable Object[]> rows(boolean perText) {
        List<Cluster> found = new ArrayList<>(clusters.values());
        found.sort(Comparator.<Cluster, Boolean>comparing(c -> c.pattern.equals(OTHERS))
                .thenComparing(BY_COUNT));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Cluster cluster : found) {
            String representative = cluster.representative();
            List<Words> members = perText ? cluster.members : cluster.members.subList(0, 1);
            for (Words member : members) {
                rows.add(new Object[] {member.text(), cluster.pattern, cluster.count, representative});
            }
        }
        return rows;
    }

    private Words words(String text, long count) {
        List<String> words = new ArrayList<>();
        List<String> between = new ArrayList<>();
        StringBuilder gap = new StringBuilder();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (words.size() < MOST_WORDS && isSeparator(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                gap.append(c);
            } else {
                if (word.isEmpty()) {
                    between.add(gap.toString());
                    gap.setLength(0);
                }
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        between.add(gap.toString());
        return new Words(text, count, words, between);
    }

    private boolean isSeparator(char c) {
        if (!separators.isEmpty()) {
            return separators.indexOf(c) >= 0;
        }
        return !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 127);
    }

    /** @param fixed for each word before the place, whether it stays */
    private void part(List<Words> texts, int place, List<Boolean> fixed) {
        if (place == texts.get(0).words().size()) {
            for (Words words : texts) {
                add(words, fixed);
            }
            return;
        }
        Map<String, List<Words>> byWord = new LinkedHashMap<>();
        Map<String, Long> counts = new HashMap<>();
        long all = 0;
        for (Words words : texts) {
            String word = words.words().get(place);
            byWord.computeIfAbsent(word, w -> new ArrayList<>()).add(words);
            counts.merge(word, words.count(), Long::sum);
            all += words.count();
        }
        List<Words> varying = new ArrayList<>();
        boolean varies = byWord.size() > threshold * all;
        for (Map.Entry<String, List<Words>> entry : byWord.entrySet()) {
            boolean once = counts.getOrDefault(entry.getKey(), 0L) < 2;
            if (byWord.size() > 1 && (varies || once) || all < 2) {
                varying.addAll(entry.getValue());
            } else {
                part(entry.getValue(), place + 1, with(fixed, true));
            }
        }
        if (!varying.isEmpty()) {
            part(varying, place + 1, with(fixed, false));
        }
    }

    private static List<Boolean> with(List<Boolean> fixed, boolean next) {
        List<Boolean> more = new ArrayList<>(fixed);
        more.add(next);
        return more;
    }

    private void add(Words words, List<Boolean> fixed) {
        String pattern = fixed.contains(true) ? pattern(words, fixed) : OTHERS;
        Cluster cluster = clusters.computeIfAbsent(pattern, Cluster::new);
        cluster.members.add(words);
        cluster.count += words.count();
    }

    /** Separators that were asked for go where a star stands beside them; others stay. */
    private String pattern(Words words, List<Boolean> fixed) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i <= fixed.size(); i++) {
            boolean star = i < fixed.size() && !fixed.get(i) || i > 0 && !fixed.get(i - 1);
            if (!star || separators.isEmpty()) {
                out.append(words.between().get(i));
            }
            if (i < fixed.size()) {
                boolean again = !fixed.get(i) && out.length() > 0 && out.charAt(out.length() - 1) == '*';
                out.append(fixed.get(i) ? words.words().get(i) : again ? "" : "*");
            }
        }
        return out.toString();
    }
}
