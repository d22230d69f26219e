package dev.kelp.functions;

import dev.kelp.types.Json;
import dev.kelp.types.Ticks;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Time zones of the IANA database (rule R73). */
final class Zones {
    private static final Memo<String, Optional<ZoneRules>> RULES = new Memo<>(700, Zones::rules);

    private Zones() {}

    private static Optional<ZoneRules> rules(String name) {
        try {
            return Optional.of(ZoneId.of(name.strip()).getRules());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static @Nullable Long toLocal(Long ticks, String zone) {
        ZoneRules rules = RULES.get(zone).orElse(null);
        return rules == null ? null : shifted(ticks, rules.getOffset(instant(ticks)), 1);
    }

    /** In the hour that spring leaves out the later offset counts, in the hour that autumn repeats the earlier one. */
    static @Nullable Long toUtc(Long ticks, String zone) {
        ZoneRules rules = RULES.get(zone).orElse(null);
        if (rules == null) {
            return null;
        }
        LocalDateTime local = LocalDateTime.ofInstant(instant(ticks), ZoneOffset.UTC);
        ZoneOffsetTransition gap = rules.getTransition(local);
        ZoneOffset offset = gap != null && gap.isGap() ? gap.getOffsetAfter() : rules.getOffset(local);
        return shifted(ticks, offset, -1);
    }

    private static Instant instant(long ticks) {
        long sinceEpoch = ticks - Ticks.UNIX_EPOCH;
        return Instant.ofEpochSecond(
                Math.floorDiv(sinceEpoch, Ticks.PER_SECOND), Math.floorMod(sinceEpoch, Ticks.PER_SECOND) * 100);
    }

    private static @Nullable Long shifted(long ticks, ZoneOffset offset, int sign) {
        return Ticks.inRange(ticks + sign * offset.getTotalSeconds() * Ticks.PER_SECOND);
    }

    static String list() {
        TreeSet<String> names = new TreeSet<>();
        for (String name : ZoneId.getAvailableZoneIds()) {
            if (!name.startsWith("SystemV/")) {
                names.add(name);
            }
        }
        return Json.texts(names).write();
    }
}
