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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Time zones of the IANA database (rule R73). */
final class Zones {
    private static final Memo<String, Optional<ZoneRules>> RULES = new Memo<>(700, Zones::rules);

    /** Names that Java doesn't list among its own. */
    private static final Map<String, String> MORE =
            Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00", "ROC", "Asia/Taipei", "GMT+0", "Z", "GMT-0", "Z");

    /** A zone younger than many a Java's tables: Santiago's until it kept its summer time in 2025. */
    private static final String COYHAIQUE = "America/Coyhaique";

    private static final Instant SPLIT = Instant.parse("2025-03-20T00:00:00Z");

    private Zones() {}

    private static ZoneRules coyhaique() {
        ZoneRules santiago = ZoneId.of("America/Santiago").getRules();
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        ZoneOffsetTransition next = santiago.nextTransition(Instant.MIN);
        while (next != null && next.getInstant().isBefore(SPLIT)) {
            transitions.add(next);
            next = santiago.nextTransition(next.getInstant());
        }
        ZoneOffset first = transitions.get(0).getOffsetBefore();
        return ZoneRules.of(first, first, List.of(), transitions, List.of());
    }

    private static Optional<ZoneRules> rules(String zone) {
        String name = zone.strip();
        try {
            if (name.equals(COYHAIQUE)) {
                return Optional.of(coyhaique());
            }
            return Optional.of(ZoneId.of(name, MORE).getRules());
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
        TreeSet<String> names = new TreeSet<>(MORE.keySet());
        names.add(COYHAIQUE);
        for (String name : ZoneId.getAvailableZoneIds()) {
            if (!name.startsWith("SystemV/")) {
                names.add(name);
            }
        }
        return Json.texts(names).write();
    }
}
