package dev.kelp.kernel.execute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.kernel.message.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The cells of this session, for {@code history_request}. Thread-safe. */
public final class History {
    private static final int SESSION = 1;

    private record Entry(int line, String input) {}

    private final List<Entry> entries = new ArrayList<>();

    synchronized void add(int line, String input) {
        entries.add(new Entry(line, input));
    }

    /** The content of a reply to {@code tail}, {@code range} and {@code search}. */
    public synchronized ObjectNode answer(ObjectNode request) {
        List<Entry> found =
                switch (request.path("hist_access_type").asText("tail")) {
                    case "range" -> range(request);
                    case "search" -> search(request);
                    default -> last(entries, request.path("n").asInt(Integer.MAX_VALUE));
                };
        boolean withOutput = request.path("output").asBoolean(false);
        ArrayNode rows = Json.array();
        for (Entry entry : found) {
            ArrayNode row = rows.addArray().add(SESSION).add(entry.line);
            if (withOutput) {
                row.addArray().add(entry.input).addNull();
            } else {
                row.add(entry.input);
            }
        }
        return Json.object().put("status", "ok").set("history", rows);
    }

    private List<Entry> range(ObjectNode request) {
        int session = request.path("session").asInt(0);
        if (session != 0 && session != SESSION) {
            return List.of();
        }
        int start = request.path("start").asInt(0);
        int stop = request.path("stop").asInt(Integer.MAX_VALUE);
        return entries.stream().filter(e -> e.line >= start && e.line < stop).toList();
    }

    private List<Entry> search(ObjectNode request) {
        Pattern pattern = glob(request.path("pattern").asText("*"));
        List<Entry> found = new ArrayList<>(
                entries.stream().filter(e -> pattern.matcher(e.input).matches()).toList());
        if (request.path("unique").asBoolean(false)) {
            LinkedHashSet<String> seen = new LinkedHashSet<>();
            Collections.reverse(found);
            found.removeIf(e -> !seen.add(e.input));
            Collections.reverse(found);
        }
        return last(found, request.path("n").asInt(Integer.MAX_VALUE));
    }

    private static List<Entry> last(List<Entry> entries, int n) {
        return entries.subList(Math.max(0, entries.size() - Math.max(0, n)), entries.size());
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
