package dev.kelp.functions;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kusto's functions that Kelp knows and refuses, each with the reason. */
public final class RefusedFunctions {
    private static final Map<String, String> REASONS = Map.of(
            "geo_info_from_ip_address",
            "It answers from a database of addresses (GeoLite2) that comes with a licence of its own; load one as a table and"
                    + " use ipv4_lookup.");

    private RefusedFunctions() {}

    /** Why a function is refused, null for one that isn't. */
    public static @Nullable String reason(String name) {
        return REASONS.get(name);
    }

    public static Map<String, String> all() {
        return REASONS;
    }
}
