package dev.kelp.commands;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Json;
import dev.kelp.types.Timespans;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A policy that Kelp keeps: its properties, and what they may say.
 *
 * @param name as commands write it
 * @param shown as answers name it
 * @param ofDatabases whether databases have it too
 */
record Policy(String name, String shown, boolean ofDatabases, List<Property> properties) {

    /**
     * @param otherwise the value where none is given; null where one must be
     * @param check the value as it is kept, null where it is none of the property's
     */
    record Property(String name, @Nullable Json otherwise, String allowed, Function<Json, @Nullable Json> check) {}

    static final List<Policy> ALL = List.of(
            new Policy(
                    "retention",
                    "RetentionPolicy",
                    true,
                    List.of(
                            span("SoftDeletePeriod", "365000.00:00:00", "00:00:00", "3650000.00:00:00"),
                            oneOf("Recoverability", "Enabled", "Enabled", "Disabled"))),
            new Policy(
                    "ingestionbatching",
                    "IngestionBatchingPolicy",
                    true,
                    List.of(
                            span("MaximumBatchingTimeSpan", "00:05:00", "00:00:10", "00:30:00"),
                            number("MaximumNumberOfItems", 500L, 1, 25_000),
                            number("MaximumRawDataSizeMB", 1024L, 100, 4096))),
            new Policy(
                    "merge",
                    "ExtentsMergePolicy",
                    true,
                    List.of(
                            number("RowCountUpperBoundForMerge", 16_000_000L, 0, Integer.MAX_VALUE),
                            number("OriginalSizeMBUpperBoundForMerge", 30_000L, 0, Integer.MAX_VALUE),
                            number("MaxExtentsToMerge", 100L, 2, 1000),
                            number("MaxRangeInHours", 24L, 0, 100_000),
                            flag("AllowRebuild", Json.TRUE),
                            flag("AllowMerge", Json.TRUE),
                            new Property(
                                    "Lookback",
                                    Json.strict("{\"Kind\":\"Default\",\"CustomPeriod\":null}")
                                            .orElseThrow(),
                                    "a bag with Kind (Default, All, HotCache or Custom) and CustomPeriod",
                                    Policy::lookback))),
            new Policy(
                    "streamingingestion",
                    "StreamingIngestionPolicy",
                    true,
                    List.of(
                            flag("IsEnabled", null),
                            new Property(
                                    "HintAllocatedRate",
                                    Json.NULL,
                                    "a number or null",
                                    value -> value == Json.NULL || value.isNumber() ? value : null))),
            new Policy("ingestiontime", "IngestionTimePolicy", false, List.of(flag("IsEnabled", Json.TRUE))));

    /** Policies of Kusto's that mean nothing here, and why. */
    static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("caching", "Kelp reads all data from the folder of its tables: there is no cache to choose for."),
            Map.entry("encoding", "Parquet files choose the encoding of each column by its values."),
            Map.entry("sharding", "An ingestion writes one extent, whatever its size."),
            Map.entry("restricted_view_access", "Kelp knows no users yet, so it could not keep anybody from reading."),
            Map.entry("row_level_security", "Kelp knows no users yet, so it could not keep rows from anybody."),
            Map.entry("update", "Rows are not handed on to other tables while they are ingested yet."),
            Map.entry("auto_delete", "Nothing drops tables by itself yet."),
            Map.entry("extent_tags_retention", "Nothing drops tags by itself yet."),
            Map.entry("managed_identity", "Kelp knows no identities."),
            Map.entry("mirroring", "Tables are open to other programs as they are."),
            Map.entry("query_acceleration", "External tables are not there yet."),
            Map.entry("rowid", "Rows have no number of their own."));

    static Optional<Policy> named(String name) {
        return ALL.stream().filter(p -> p.name.equals(name)).findFirst();
    }

    /**
     * The policy as it is kept: what is given, and behind it what an earlier one says, or else the defaults.
     *
     * @throws KqlException naming the property that is wrong
     */
    String content(Map<String, Json> given, Map<String, Json> earlier) {
        for (String key : given.keySet()) {
            if (properties.stream().noneMatch(p -> p.name().equalsIgnoreCase(key))) {
                throw Problem.SEMANTIC
                        .here("A " + name + " policy has no property '" + key + "'.")
                        .hint("It has "
                                + properties.stream().map(Property::name).collect(Collectors.joining(", ")) + ".");
            }
        }
        Map<String, Json> content = new LinkedHashMap<>();
        for (Property property : properties) {
            Json value = find(given, property.name())
                    .or(() -> find(earlier, property.name()))
                    .orElse(property.otherwise());
            Json kept = value == null ? null : property.check().apply(value);
            if (kept == null) {
                throw Problem.SEMANTIC.here(
                        "'" + property.name() + "' of a " + name + " policy is " + property.allowed()
                                + (value == null ? "; it must be given." : ", not " + value.write() + "."));
            }
            content.put(property.name(), kept);
        }
        return new Json.Bag(content).write();
    }

    private static Optional<Json> find(Map<String, Json> bag, String name) {
        return bag.entrySet().stream()
                .filter(e -> e.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Property span(String name, String otherwise, String least, String most) {
        return new Property(name, Json.text(otherwise), "a timespan from " + least + " to " + most, value -> {
            Long ticks = value instanceof Json.Text text ? Timespans.parse(text.value()) : null;
            return ticks == null || ticks < ticks(least) || ticks > ticks(most)
                    ? null
                    : Json.text(Timespans.format(ticks));
        });
    }

    private static long ticks(String span) {
        Long ticks = Timespans.parse(span);
        return ticks == null ? 0 : ticks;
    }

    private static Property number(String name, long otherwise, long least, long most) {
        return new Property(
                name,
                Json.of(otherwise),
                "a whole number from " + least + " to " + most,
                value -> value instanceof Json.Int number && number.value() >= least && number.value() <= most
                        ? value
                        : null);
    }

    private static Property flag(String name, @Nullable Json otherwise) {
        return new Property(name, otherwise, "true or false", value -> value instanceof Json.Bool ? value : null);
    }

    private static Property oneOf(String name, String otherwise, String... values) {
        return new Property(name, Json.text(otherwise), String.join(" or ", values), value -> {
            for (int i = 0; i < values.length; i++) {
                // Older clients write the number of the value.
                if (value.text().equalsIgnoreCase(values[i]) || value.equals(Json.of(i))) {
                    return Json.text(values[i]);
                }
            }
            return null;
        });
    }

    private static @Nullable Json lookback(Json value) {
        if (!(value instanceof Json.Bag bag)) {
            return null;
        }
        Json kind = find(bag.properties(), "Kind").orElse(Json.NULL);
        Json period = find(bag.properties(), "CustomPeriod").orElse(Json.NULL);
        Long ticks = Timespans.parse(period.text());
        boolean custom = kind.text().toLowerCase(Locale.ROOT).equals("custom");
        boolean known = custom
                || List.of("default", "all", "hotcache").contains(kind.text().toLowerCase(Locale.ROOT));
        if (!known || bag.properties().size() > 2 || custom == (ticks == null)) {
            return null;
        }
        Map<String, Json> kept = new LinkedHashMap<>();
        kept.put("Kind", kind);
        kept.put("CustomPeriod", ticks == null ? Json.NULL : Json.text(Timespans.format(ticks)));
        return new Json.Bag(kept);
    }
}
