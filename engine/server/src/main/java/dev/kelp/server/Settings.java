package dev.kelp.server;

import dev.kelp.text.Problem;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request options the server itself acts on, out of a call's options; the rest is the engine's.
 *
 * @param timeout how long the request may take
 * @param limits when an answer is cut short
 * @param deferFailures whether a cut answer is told of in its completion table rather than as an error
 * @param failuresInRows whether what ends a table early stands in place of a row, where Kusto's client for Python looks for it
 * @param newlines whether each frame of the second protocol starts a line
 */
record Settings(Duration timeout, RowLimits limits, boolean deferFailures, boolean failuresInRows, boolean newlines) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(4);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    /** @param set what the text itself says by {@code set}, which counts more */
    static Settings of(Map<String, String> given, Map<String, String> set) {
        Map<String, String> options = new HashMap<>(given);
        options.putAll(set);
        return of(options);
    }

    private static Settings of(Map<String, String> options) {
        return new Settings(
                timeout(options),
                limits(options),
                flag(options, "deferpartialqueryfailures"),
                options.getOrDefault("results_error_reporting_placement", "").equalsIgnoreCase("in_data"),
                flag(options, "results_v2_newlines_between_frames"));
    }

    private static Duration timeout(Map<String, String> options) {
        if (flag(options, "norequesttimeout")) {
            return LONGEST_TIMEOUT;
        }
        String text = options.get("servertimeout");
        if (text == null) {
            return DEFAULT_TIMEOUT;
        }
        Long ticks = Timespans.parse(text);
        if (ticks == null || ticks <= 0) {
            throw malformed("servertimeout", text).hint("Write a timespan, for example 00:05:00.");
        }
        Duration wanted = Duration.ofMillis(Math.max(1, ticks / Ticks.PER_MILLISECOND));
        return wanted.compareTo(LONGEST_TIMEOUT) > 0 ? LONGEST_TIMEOUT : wanted;
    }

    private static RowLimits limits(Map<String, String> options) {
        boolean all = flag(options, "notruncation");
        RowLimits usual = all ? RowLimits.NONE : RowLimits.USUAL;
        return new RowLimits(
                number(options, "truncationmaxrecords", usual.records()),
                number(options, "truncationmaxsize", usual.bytes()),
                number(options, "query_take_max_records", Long.MAX_VALUE));
    }

    private static long number(Map<String, String> options, String name, long otherwise) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Math.max(0, Long.parseLong(text.trim()));
        } catch (NumberFormatException e) {
            throw malformed(name, text);
        }
    }

    static boolean flag(Map<String, String> options, String name) {
        String text = options.get(name);
        return text != null && (text.equalsIgnoreCase("true") || text.equals("1"));
    }

    private static dev.kelp.text.KqlException malformed(String name, @Nullable String text) {
        return Problem.SEMANTIC.here("The request option '" + name + "' cannot be '" + text + "'.");
    }
}
