package dev.kelp.server;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages from asking this machine's server in their visitor's name: a request must be addressed to this machine, and a page
 * that sends it must come from this machine.
 */
final class LocalOnly {
    private static final Set<String> NAMES = Set.of("localhost", "[::1]", "::1");
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    private LocalOnly() {}

    static boolean allows(@Nullable String host, @Nullable String origin) {
        return (host == null || isLocal(name(host))) && (origin == null || isLocal(originHost(origin)));
    }

    private static boolean isLocal(@Nullable String name) {
        return name != null
                && (NAMES.contains(name.toLowerCase(Locale.ROOT))
                        || LOOPBACK.matcher(name).matches());
    }

    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static @Nullable String originHost(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
