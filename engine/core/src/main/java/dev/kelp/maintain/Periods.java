package dev.kelp.maintain;

import dev.kelp.store.Store;
import dev.kelp.types.Ticks;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as the format's settings say them, {@code 7 days}, in ticks. */
final class Periods {
    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,9})\\s*([a-z]+?)s?\\s*");
    private static final Map<String, Long> UNITS = Map.of(
            "second", Ticks.PER_SECOND,
            "minute", Ticks.PER_MINUTE,
            "hour", Ticks.PER_HOUR,
            "day", Ticks.PER_DAY,
            "week", 7 * Ticks.PER_DAY,
            "month", 30 * Ticks.PER_DAY,
            "year", 365 * Ticks.PER_DAY);

    private Periods() {}

    /** A setting of a store, or Kelp's own where it has none; empty where it can't be read, so that nothing is deleted. */
    static OptionalLong of(Store store, String setting, String otherwise) {
        Matcher text = FORM.matcher(store.option(setting, -1).orElse(otherwise).toLowerCase(Locale.ROOT));
        Long unit = text.matches() ? UNITS.get(text.group(2)) : null;
        return unit == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.group(1)) * unit);
    }
}
