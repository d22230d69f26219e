package dev.kelp.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 address, with or without the length of a network's prefix.
 *
 * @param bits the 32 bits of the address as given, unmasked
 * @param prefix 0 to 32; 32 where the text has none
 */
record Ipv4(long bits, int prefix) {
    private static final Pattern TEXT =
            Pattern.compile("\\s*(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?\\s*");

    static final int WIDTH = 32;

    /** The address of a text, null where it is none. */
    static @Nullable Ipv4 parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            return null;
        }
        long bits = 0;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(m.group(i));
            if (part > 255) {
                return null;
            }
            bits = bits << 8 | part;
        }
        int prefix = m.group(5) == null ? WIDTH : Integer.parseInt(m.group(5));
        return prefix > WIDTH ? null : new Ipv4(bits, prefix);
    }

    private static long mask(int prefix) {
        return prefix == 0 ? 0 : 0xFFFF_FFFFL << (WIDTH - prefix) & 0xFFFF_FFFFL;
    }

    /** The address under a prefix. */
    long masked(int length) {
        return bits & mask(length);
    }

    long network() {
        return masked(prefix);
    }

    boolean holds(Ipv4 address) {
        return address.masked(prefix) == network();
    }

    static String format(long bits) {
        return (bits >>> 24 & 255) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }

    /** The fewest networks that together are the addresses from one to another. */
    static List<String> networks(long first, long last) {
        List<String> networks = new ArrayList<>();
        long at = first;
        while (at <= last) {
            int free = at == 0 ? WIDTH : Math.min(WIDTH, Long.numberOfTrailingZeros(at));
            while (at + (1L << free) - 1 > last) {
                free--;
            }
            networks.add(format(at) + "/" + (WIDTH - free));
            at += 1L << free;
        }
        return networks;
    }
}
