package dev.kelp.functions;

import static dev.kelp.functions.Arg.JSON;
import static dev.kelp.functions.Arg.LONG;
import static dev.kelp.functions.Arg.STRING;
import static dev.kelp.functions.Arg.TEXT;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Arg.rest;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the functions on IPv4 and IPv6 addresses; texts that are no addresses give null, or the empty string. */
final class IpFunctions {
    private static final List<Ipv4> PRIVATE =
            List.of(new Ipv4(0x0A000000L, 8), new Ipv4(0xAC100000L, 12), new Ipv4(0xC0A80000L, 16));

    static final List<Fn> ROWS = Stream.of(version4(), version6(), IpTextFunctions.ROWS)
            .flatMap(List::stream)
            .toList();

    private IpFunctions() {}

    private static List<Fn> version4() {
        List<Fn> rows = new ArrayList<>();
        rows.add(scalar("parse_ipv4", Result.LONG, STRING)
                .java((String ip) -> masked4(ip, 32L))
                .doc("The number of an IPv4 address, or of its network where the text names a prefix."));
        rows.add(scalar("parse_ipv4_mask", Result.LONG, STRING, LONG)
                .java(IpFunctions::masked4)
                .doc("The number of an IPv4 address under a prefix."));
        rows.add(
                scalar("ipv4_compare", Result.LONG, STRING, STRING, opt(LONG))
                        .java(IpFunctions::compare4)
                        .doc(
                                "-1, 0 or 1 as one IPv4 address is below, at or above another, under the shortest of the prefixes."));
        rows.add(scalar("ipv4_is_match", Result.BOOL, STRING, STRING, opt(LONG))
                .java((String a, String b, Long prefix) -> isZero(compare4(a, b, prefix)))
                .doc("Whether two IPv4 addresses are the same under the shortest of the prefixes."));
        rows.add(scalar("ipv4_is_private", Result.BOOL, STRING)
                .java(IpFunctions::isPrivate)
                .doc("Whether an IPv4 address belongs to a private network."));
        rows.add(scalar("ipv4_is_in_range", Result.BOOL, STRING, STRING)
                .java((String ip, String range) -> in4(ip, List.of(range)))
                .doc("Whether an IPv4 address lies in a network."));
        rows.add(scalar("ipv4_is_in_any_range", Result.BOOL, STRING, rest(JSON))
                .javaAll(arguments -> in4(IpTextFunctions.text(arguments[0]), IpTextFunctions.texts(arguments)))
                .doc("Whether an IPv4 address lies in any of the networks, given one by one or in arrays."));
        rows.add(scalar("ipv4_netmask_suffix", Result.LONG, STRING)
                .java(IpFunctions::suffix)
                .doc("The length of the prefix that a text names, 32 where it names none."));
        rows.add(scalar("ipv4_range_to_cidr_list", Result.DYNAMIC, STRING, STRING)
                .java(IpFunctions::networks)
                .doc("Array of the fewest networks that hold just the addresses from one to another."));
        for (String name : List.of("format_ipv4", "format_ipv4_mask")) {
            boolean suffix = name.endsWith("mask");
            String doc = "The text of an IPv4 address under a prefix" + (suffix ? ", with the prefix." : ".");
            rows.add(scalar(name, Result.STRING, LONG, opt(LONG))
                    .nulls()
                    .java((Long bits, Long prefix) -> bits == null || bits < 0 || bits > 0xFFFF_FFFFL
                            ? ""
                            : format(new Ipv4(bits, 32), prefix, suffix))
                    .doc(doc));
            rows.add(scalar(name, Result.STRING, TEXT, opt(LONG))
                    .nulls()
                    .java((String ip, Long prefix) -> format(Ipv4.parse(ip), prefix, suffix))
                    .doc(doc));
        }
        return rows;
    }

    private static List<Fn> version6() {
        return List.of(
                scalar("parse_ipv6", Result.STRING, STRING)
                        .java((String ip) -> masked6(ip, 128L))
                        .doc(
                                "An IPv6 or IPv4 address in eight groups of four digits; of its network where the text names a prefix."),
                scalar("parse_ipv6_mask", Result.STRING, STRING, LONG)
                        .nulls()
                        .java(IpFunctions::masked6)
                        .doc("An IPv6 or IPv4 address under a prefix, in eight groups of four digits."),
                scalar("ipv6_compare", Result.LONG, STRING, STRING, opt(LONG))
                        .java(IpFunctions::compare6)
                        .doc(
                                "-1, 0 or 1 as one address is below, at or above another, under the shortest of the prefixes."),
                scalar("ipv6_is_match", Result.BOOL, STRING, STRING, opt(LONG))
                        .java((String a, String b, Long prefix) -> isZero(compare6(a, b, prefix)))
                        .doc("Whether two addresses are the same under the shortest of the prefixes."),
                scalar("ipv6_is_in_range", Result.BOOL, STRING, STRING)
                        .java((String ip, String range) -> in6(ip, List.of(range)))
                        .doc("Whether an address lies in a network."),
                scalar("ipv6_is_in_any_range", Result.BOOL, STRING, rest(JSON))
                        .javaAll(arguments -> in6(IpTextFunctions.text(arguments[0]), IpTextFunctions.texts(arguments)))
                        .doc("Whether an address lies in any of the networks, given one by one or in arrays."));
    }

    private static @Nullable Boolean isZero(@Nullable Long order) {
        return order == null ? null : Boolean.valueOf(order == 0);
    }

    private static boolean isPrefix(long prefix, int width) {
        return prefix >= 0 && prefix <= width;
    }

    private static @Nullable Long masked4(String text, Long prefix) {
        Ipv4 ip = Ipv4.parse(text);
        return ip == null || !isPrefix(prefix, Ipv4.WIDTH)
                ? null
                : Long.valueOf(ip.masked((int) Math.min(prefix, ip.prefix())));
    }

    private static @Nullable Long compare4(String first, String second, @Nullable Long prefix) {
        Ipv4 a = Ipv4.parse(first);
        Ipv4 b = Ipv4.parse(second);
        long least = prefix == null ? Ipv4.WIDTH : prefix;
        if (a == null || b == null || !isPrefix(least, Ipv4.WIDTH)) {
            return null;
        }
        int length = Math.min((int) least, Math.min(a.prefix(), b.prefix()));
        return (long) Long.compare(a.masked(length), b.masked(length));
    }

    private static @Nullable Boolean isPrivate(String text) {
        Ipv4 ip = Ipv4.parse(text);
        return ip == null
                ? null
                : Boolean.valueOf(PRIVATE.stream().anyMatch(range -> range.prefix() <= ip.prefix() && range.holds(ip)));
    }

    private static @Nullable Boolean in4(String text, List<String> ranges) {
        Ipv4 ip = Ipv4.parse(text);
        List<Ipv4> networks =
                ranges.stream().map(Ipv4::parse).filter(range -> range != null).toList();
        return ip == null || networks.isEmpty() && !ranges.isEmpty() ? null : any(networks, range -> range.holds(ip));
    }

    private static <T> Boolean any(List<T> values, Predicate<T> test) {
        return values.stream().anyMatch(test);
    }

    private static @Nullable Long suffix(String text) {
        Ipv4 ip = Ipv4.parse(text);
        return ip == null ? null : Long.valueOf(ip.prefix());
    }

    private static @Nullable String networks(String start, String end) {
        Ipv4 first = Ipv4.parse(start);
        Ipv4 last = Ipv4.parse(end);
        return first == null || last == null
                ? null
                : Json.texts(Ipv4.networks(first.network(), last.bits())).write();
    }

    private static String format(@Nullable Ipv4 ip, @Nullable Long prefix, boolean suffix) {
        long wanted = prefix == null ? Ipv4.WIDTH : prefix;
        if (ip == null || !isPrefix(wanted, Ipv4.WIDTH)) {
            return "";
        }
        int length = Math.min((int) wanted, ip.prefix());
        return Ipv4.format(ip.masked(length)) + (suffix ? "/" + length : "");
    }

    private static String masked6(String text, @Nullable Long prefix) {
        Ipv6 ip = Ipv6.parse(text);
        return ip == null || prefix == null || !isPrefix(prefix, Ipv6.WIDTH)
                ? ""
                : Ipv6.format(ip.masked((int) Math.min(prefix, ip.prefix())));
    }

    private static @Nullable Long compare6(String first, String second, @Nullable Long prefix) {
        Ipv6 a = Ipv6.parse(first);
        Ipv6 b = Ipv6.parse(second);
        long least = prefix == null ? Ipv6.WIDTH : prefix;
        if (a == null || b == null || !isPrefix(least, Ipv6.WIDTH)) {
            return null;
        }
        int length = Math.min((int) least, Math.min(a.prefix(), b.prefix()));
        BigInteger left = a.masked(length);
        return (long) left.compareTo(b.masked(length));
    }

    private static @Nullable Boolean in6(String text, List<String> ranges) {
        Ipv6 ip = Ipv6.parse(text);
        List<Ipv6> networks =
                ranges.stream().map(Ipv6::parse).filter(range -> range != null).toList();
        return ip == null || networks.isEmpty() && !ranges.isEmpty() ? null : any(networks, range -> range.holds(ip));
    }
}
