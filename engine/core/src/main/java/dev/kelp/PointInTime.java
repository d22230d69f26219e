package dev.kelp;

import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.text.Problem;
import dev.kelp.types.Ticks;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which commit's tables a request reads: the newest one's, or those that its options name. */
final class PointInTime {
    private static final String SNAPSHOT = "kelp_snapshot";
    private static final String TIMESTAMP = "kelp_timestamp";

    private PointInTime() {}

    /** @throws dev.kelp.text.KqlException where the options name no commit */
    static Snapshot snapshot(Store store, Request request) {
        Map<String, String> options = options(request);
        String number = options.get(SNAPSHOT);
        String moment = options.get(TIMESTAMP);
        if (number != null && moment != null) {
            throw Problem.SEMANTIC.here("The options " + SNAPSHOT + " and " + TIMESTAMP + " exclude each other.");
        }
        if (number != null) {
            if (!number.matches("[0-9]{1,18}")) {
                throw wrong(SNAPSHOT, number, "the number of a commit, 42");
            }
            return store.snapshot(Long.parseLong(number));
        }
        if (moment != null) {
            Long ticks = ticks(moment);
            if (ticks == null) {
                throw wrong(TIMESTAMP, moment, "a time, 2026-11-23T10:00:00Z");
            }
            return store.snapshotAt(ticks);
        }
        return store.snapshot();
    }

    /** Refuses to change tables as they were. */
    static void refuse(Request request) {
        Map<String, String> options = options(request);
        if (options.containsKey(SNAPSHOT) || options.containsKey(TIMESTAMP)) {
            throw Problem.SEMANTIC
                    .here("A command that changes something works on the tables as they are now.")
                    .hint("Leave out " + SNAPSHOT + " and " + TIMESTAMP + ".");
        }
    }

    /** The request, reading these tables unless it names others. */
    static Request of(Request request, Snapshot snapshot) {
        Map<String, String> options = options(request);
        if (options.containsKey(SNAPSHOT) || options.containsKey(TIMESTAMP)) {
            return request;
        }
        Map<String, String> pinned = new TreeMap<>(request.options());
        pinned.put(SNAPSHOT, String.valueOf(snapshot.id()));
        return request.options(pinned);
    }

    /** The request's, and what the text itself sets, which counts more. */
    private static Map<String, String> options(Request request) {
        Map<String, String> options = new TreeMap<>();
        request.options().forEach((name, value) -> options.put(name.toLowerCase(Locale.ROOT), value));
        if (request.text().toLowerCase(Locale.ROOT).contains("kelp_")) {
            options.putAll(Compiler.options(request.text()));
        }
        return options;
    }

    private static @Nullable Long ticks(String text) {
        String bare = text.strip();
        return Ticks.parse(
                bare.startsWith("datetime(") && bare.endsWith(")")
                        ? bare.substring("datetime(".length(), bare.length() - 1)
                        : bare);
    }

    private static RuntimeException wrong(String option, String value, String wanted) {
        return Problem.SEMANTIC.here("The option '" + option + "' is " + wanted + ", not '" + value + "'.");
    }
}
