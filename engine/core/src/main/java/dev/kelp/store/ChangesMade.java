package dev.kelp.store;

import dev.kelp.store.CommitWriter.Kind;
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
record ChangesMade(Map<Long, Set<Kind>> byTable, boolean complete) {
    private static final Pattern ENTRY = Pattern.compile("\\s*([a-z_]+):((?:\"(?:[^\"]|\"\")*\"|[^,\"])*)(?:,|$)");

    /** The older names of kinds. */
    private static final Map<String, List<Kind>> OLDER = Map.of(
            "flushed_inlined", List.of(Kind.INLINE_FLUSH),
            "compacted_table", List.of(Kind.MERGE_ADJACENT, Kind.REWRITE_DELETE));

    /** Those after a snapshot up to another one. */
    static ChangesMade between(CatalogConnection connection, long after, long upTo) {
        Map<Long, Set<Kind>> byTable = new HashMap<>();
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
    private static boolean parse(String text, Map<Long, Set<Kind>> byTable) {
        Matcher entry = ENTRY.matcher(text);
        int at = 0;
        while (at < text.length() && entry.find() && entry.start() == at) {
            List<Kind> kinds = kinds(entry.group(1));
            if (kinds.isEmpty()) {
                return false;
            }
            String value = entry.group(2);
            if (value.matches("\\d{1,18}")) {
                byTable.computeIfAbsent(Long.parseLong(value), id -> EnumSet.noneOf(Kind.class))
                        .addAll(kinds);
            }
            at = entry.end();
        }
        return at == text.length();
    }

    private static List<Kind> kinds(String name) {
        List<Kind> kinds = new ArrayList<>(OLDER.getOrDefault(name, List.of()));
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
