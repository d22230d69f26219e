package dev.kelp.store;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What commits between two snapshots did to which table, as {@code changes_made} says.
 *
 * @param byTable the kinds of changes, by id of the table
 * @param complete whether every one of those commits is known, and every kind of change
 */
record ChangesMade(Map<Long, Set<ChangeKind>> byTable, boolean complete) {
    private static final Pattern ENTRY = Pattern.compile("\\s*([a-z_]+):((?:\"(?:[^\"]|\"\")*\"|[^,\"])*)(?:,|$)");

    /** The older names of kinds. */
    private static final Map<String, List<ChangeKind>> OLDER = Map.of(
            "flushed_inlined", List.of(ChangeKind.INLINE_FLUSH),
            "compacted_table", List.of(ChangeKind.MERGE_ADJACENT, ChangeKind.REWRITE_DELETE));

    /** Those after a snapshot up to another one. */
    static ChangesMade between(CatalogConnection connection, long after, long upTo) {
        Map<Long, Set<ChangeKind>> byTable = new HashMap<>();
        if (upTo <= after) {
            return new ChangesMade(byTable, true);
        }
        List<String> texts = connection.query(
                "SELECT changes_made FROM ducklake_snapshot_changes WHERE snapshot_id > ? AND snapshot_id <= ?",
                row -> row.textOrEmpty(1),
                after,
                upTo);
        // Those of expired snapshots are gone.
        boolean complete = texts.size() == upTo - after;
        for (String text : texts) {
            complete &= parse(text, byTable);
        }
        return new ChangesMade(byTable, complete);
    }

    /** Answers whether every kind is known. */
    private static boolean parse(String text, Map<Long, Set<ChangeKind>> byTable) {
        Matcher entry = ENTRY.matcher(text);
        int at = 0;
        while (at < text.length() && entry.find() && entry.start() == at) {
            List<ChangeKind> kinds = kinds(entry.group(1));
            if (kinds.isEmpty()) {
                return false;
            }
            String value = entry.group(2);
            if (value.matches("\\d{1,18}")) {
                byTable.computeIfAbsent(Long.parseLong(value), id -> EnumSet.noneOf(ChangeKind.class))
                        .addAll(kinds);
            }
            at = entry.end();
        }
        return at == text.length();
    }

    private static List<ChangeKind> kinds(String name) {
        List<ChangeKind> kinds = new ArrayList<>(OLDER.getOrDefault(name, List.of()));
        for (ChangeKind kind : ChangeKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
