package dev.kelp.functions;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An IPv6 address, with or without the length of a network's prefix; an IPv4 address counts as {@code ::ffff:} and its 32 bits.
 *
 * @param bits the 128 bits of the address as given, unmasked
 * @param prefix 0 to 128; 128 where the text has none
 */
record Ipv6(BigInteger bits, int prefix) {
    static final int WIDTH = 128;

    private static final BigInteger ALL = BigInteger.ONE.shiftLeft(WIDTH).subtract(BigInteger.ONE);
    private static final BigInteger MAPPED = BigInteger.valueOf(0xFFFF).shiftLeft(Ipv4.WIDTH);

    /** The address of a text of either sort, null where it is none. */
    static @Nullable Ipv6 parse(String text) {
        String trimmed = text.strip();
        int colon = trimmed.lastIndexOf(':');
        if (colon < 0) {
            Ipv4 address = Ipv4.parse(trimmed);
            return address == null ? null : mapped(address);
        }
        if (trimmed.indexOf('.') > colon) {
            String head = trimmed.substring(0, colon + 1);
            Ipv4 tail = Ipv4.parse(trimmed.substring(colon + 1));
            // ::1.2.3.4 stands for ::ffff:1.2.3.4
            return tail != null && (head.equals("::") || head.equalsIgnoreCase("::ffff:")) ? mapped(tail) : null;
        }
        int slash = trimmed.indexOf('/');
        String prefix = slash < 0 ? "128" : trimmed.substring(slash + 1);
        BigInteger bits = bits(slash < 0 ? trimmed : trimmed.substring(0, slash));
        if (bits == null || !prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > WIDTH) {
            return null;
        }
        return new Ipv6(bits, Integer.parseInt(prefix));
    }

    private static Ipv6 mapped(Ipv4 address) {
        return new Ipv6(MAPPED.or(BigInteger.valueOf(address.bits())), address.prefix() + WIDTH - Ipv4.WIDTH);
    }

    private static @Nullable BigInteger bits(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::")) {
            return null;
        }
        List<String> groups = groups(gap < 0 ? text : text.substring(0, gap));
        List<String> behind = groups(gap < 0 ? "" : text.substring(gap + 2));
        int missing = 8 - groups.size() - behind.size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            return null;
        }
        for (int i = 0; i < missing; i++) {
            groups.add("0");
        }
        groups.addAll(behind);
        BigInteger bits = BigInteger.ZERO;
        for (String group : groups) {
            if (!group.matches("[0-9a-fA-F]{1,4}")) {
                return null;
            }
            bits = bits.shiftLeft(16).or(BigInteger.valueOf(Integer.parseInt(group, 16)));
        }
        return bits;
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? new ArrayList<>() : new ArrayList<>(List.of(text.split(":", -1)));
    }

    /** The address under a prefix. */
    BigInteger masked(int length) {
        return bits.and(ALL.shiftLeft(WIDTH - length).and(ALL));
    }

    boolean holds(Ipv6 address) {
        return address.masked(prefix).equals(masked(prefix));
    }

    /** Eight groups of four digits. */
    static String format(BigInteger bits) {
        String digits = String.format(Locale.ROOT, "%032x", bits);
        return digits.replaceAll("(.{4})(?=.)", "$1:");
    }
}
