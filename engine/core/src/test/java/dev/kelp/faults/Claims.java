package dev.kelp.faults;

import dev.kelp.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a worker said it had begun and done, and what must therefore be found in the tables. Not thread-safe. */
final class Claims {
    /** What may be there of a batch of rows: none of it, all of it, or either. */
    private enum Fate {
        NONE,
        ALL,
        EITHER
    }

    private final Map<String, Map<Long, Fate>> fates = new HashMap<>();
    private final Map<Long, Long> lasts = new HashMap<>();
    private String open = "";
    final Map<String, Integer> done = new TreeMap<>();
    final Map<String, Integer> refused = new TreeMap<>();

    void hear(String line) {
        if (line.startsWith("begin ")) {
            open = line.substring(6);
            set(Fate.EITHER);
        } else if (line.equals("done")) {
            done.merge(kind(), 1, Integer::sum);
            set(open.startsWith("delete ") ? Fate.NONE : Fate.ALL);
            open = "";
        } else if (line.startsWith("refused ")) {
            refused.merge(kind() + ": " + line.substring(8), 1, Integer::sum);
            set(open.startsWith("delete ") ? Fate.ALL : Fate.NONE);
            open = "";
        }
    }

    /** What it was at when it ended. */
    String last() {
        return open.isEmpty() ? "nothing" : kind();
    }

    private String kind() {
        String[] words = open.replaceAll("\\d+", "").split(" ");
        return words[0].equals("other") ? words[1] + " " + words[2] : words[0] + " " + words[1];
    }

    private void set(Fate fate) {
        String[] words = open.split(" ");
        if (words[0].equals("add") || words[0].equals("delete")) {
            long first = Long.parseLong(words[2]);
            fates.computeIfAbsent(words[1], t -> new TreeMap<>()).put(first, fate);
            lasts.put(first, Long.parseLong(words[3]));
        }
    }

    long rows() {
        return fates.values().stream()
                .flatMap(f -> f.entrySet().stream())
                .filter(e -> e.getValue() == Fate.ALL)
                .mapToLong(e -> lasts.get(e.getKey()) - e.getKey() + 1)
                .sum();
    }

    /** What is found otherwise than it must be. What was open is settled by what is found, and must stay so. */
    List<String> check(Engine engine, long from, long to) {
        List<String> wrong = new ArrayList<>();
        fates.forEach((table, batches) -> {
            Map<Long, Integer> found = new HashMap<>();
            for (long id : Contents.numbers(
                    engine,
                    String.format(Locale.ROOT, "%s | where id between (%d .. %d) | project id", table, from, to))) {
                found.merge(id, 1, Integer::sum);
            }
            batches.replaceAll((first, fate) -> {
                long last = lasts.get(first);
                int rows = 0;
                for (long id = first; id <= last; id++) {
                    int times = found.getOrDefault(id, 0);
                    rows += times > 0 ? 1 : 0;
                    if (times > 1) {
                        wrong.add(table + " holds row " + id + " " + times + " times");
                    }
                }
                boolean all = rows == last - first + 1;
                if (rows > 0 && !all || fate == Fate.ALL && !all || fate == Fate.NONE && rows > 0) {
                    wrong.add(table + " " + first + ".." + last + " " + fate + ": found " + rows + " rows");
                    return fate;
                }
                return all ? Fate.ALL : Fate.NONE;
            });
        });
        return wrong;
    }
}
