package dev.kelp.run;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The hosts that queries may call by HTTP, as {@code host} or {@code host:port}; {@code *.example.org} stands for all below
 * {@code example.org}. None by default.
 */
public record HttpHosts(Set<String> patterns) {
    /** The environment variable that names them, separated by commas. */
    public static final String VARIABLE = "KELP_HTTP_HOSTS";

    public static final HttpHosts NONE = new HttpHosts(Set.of());

    public HttpHosts {
        Set<String> lower = new LinkedHashSet<>();
        patterns.forEach(p -> lower.add(p.strip().toLowerCase(Locale.ROOT)));
        lower.remove("");
        patterns = Set.copyOf(lower);
    }

    /** The hosts that {@value #VARIABLE} names. */
    public static HttpHosts ofEnvironment() {
        String list = System.getenv(VARIABLE);
        return list == null ? NONE : new HttpHosts(new LinkedHashSet<>(List.of(list.split(",", -1))));
    }

    /** Whether an address with a host may be called. Without a port a pattern means those of http and https. */
    public boolean allow(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        boolean usualPort = address.getPort() < 0 || address.getPort() == 80 || address.getPort() == 443;
        for (String pattern : patterns) {
            int colon = pattern.lastIndexOf(':');
            String name = colon < 0 ? pattern : pattern.substring(0, colon);
            boolean port =
                    colon < 0 ? usualPort : pattern.substring(colon + 1).equals(String.valueOf(address.getPort()));
            boolean same = name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
            if (port && same) {
                return true;
            }
        }
        return false;
    }
}
