package dev.kelp.functions;

import static dev.kelp.functions.Arg.JSON;
import static dev.kelp.functions.Arg.STRING;
import static dev.kelp.functions.Arg.TEXT;
import static dev.kelp.functions.Arg.rest;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows of the functions that look for IPv4 addresses in texts, set off by what is neither letter nor digit. */
final class IpTextFunctions {
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\p{L}\\p{N}.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\p{L}\\p{N}])(?!\\.\\d)");
    private static final Pattern PREFIX = Pattern.compile("(?:\\d{1,3}\\.){1,3}|\\d{1,3}(?:\\.\\d{1,3}){3}");

    static final List<Fn> ROWS = List.of(
            scalar("has_ipv4", Result.BOOL, TEXT, STRING)
                    .java((String source, String ip) -> has(source, List.of(ip)))
                    .doc("Whether a text has an IPv4 address."),
            scalar("has_any_ipv4", Result.BOOL, TEXT, rest(JSON))
                    .javaAll(arguments -> has(text(arguments[0]), texts(arguments)))
                    .doc("Whether a text has any of the IPv4 addresses, given one by one or in arrays."),
            scalar("has_ipv4_prefix", Result.BOOL, TEXT, STRING)
                    .java((String source, String prefix) -> hasPrefix(source, List.of(prefix)))
                    .doc("Whether a text has an IPv4 address that begins with whole parts, each with its dot."),
            scalar("has_any_ipv4_prefix", Result.BOOL, TEXT, rest(JSON))
                    .javaAll(arguments -> hasPrefix(text(arguments[0]), texts(arguments)))
                    .doc(
                            "Whether a text has an IPv4 address that begins with any of the prefixes, given one by one or in arrays."));

    private IpTextFunctions() {}

    static String text(@Nullable Object argument) {
        return argument == null ? "" : (String) argument;
    }

    /** The strings of the arguments after the first, each JSON text of a string or of an array of strings. */
    static List<String> texts(@Nullable Object[] arguments) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            Json value = Json.of((String) arguments[i]);
            for (Json item : value instanceof Json.Array array ? array.items() : List.of(value)) {
                if (item instanceof Json.Text text) {
                    texts.add(text.value());
                }
            }
        }
        return texts;
    }

    private static List<String> addresses(String source) {
        List<String> addresses = new ArrayList<>();
        Matcher m = ADDRESS.matcher(source);
        while (m.find()) {
            if (Ipv4.parse(m.group()) != null) {
                addresses.add(m.group());
            }
        }
        return addresses;
    }

    private static boolean has(String source, List<String> wanted) {
        List<Ipv4> ips = wanted.stream()
                .filter(ip -> ip.indexOf('/') < 0)
                .map(Ipv4::parse)
                .filter(ip -> ip != null)
                .toList();
        return !ips.isEmpty() && addresses(source).stream().map(Ipv4::parse).anyMatch(ips::contains);
    }

    private static boolean hasPrefix(String source, List<String> wanted) {
        List<String> prefixes = wanted.stream()
                .filter(prefix -> PREFIX.matcher(prefix).matches())
                .toList();
        return !prefixes.isEmpty()
                && addresses(source).stream().anyMatch(ip -> prefixes.stream().anyMatch(ip::startsWith));
    }
}
