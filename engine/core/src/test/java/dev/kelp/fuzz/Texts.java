package dev.kelp.fuzz;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts that parameters of certain names want: a pattern, a time zone, a path. */
final class Texts {
    private static final Map<String, List<String>> BY_PARAMETER = Map.ofEntries(
            Map.entry("regex", List.of("\"([a-z]+)=(\\\\d+)\"", "@'(\\w)(\\w+)'", "'a|b'")),
            Map.entry("lookup_regex", List.of("'[aeiou]'", "@'(\\d+)'")),
            Map.entry("rewrite_pattern", List.of("'-'", "@'<\\1>'")),
            Map.entry("rewrite", List.of("'-'", "\"\"")),
            Map.entry("timezone", List.of("'Europe/Oslo'", "'UTC'", "'America/New_York'")),
            Map.entry("jsonPath", List.of("'$.a'", "'$.b[0]'", "\"$['a']\"")),
            Map.entry("jsonText", List.of("'{\"a\": 1, \"b\": [2]}'", "'x'")),
            Map.entry("url", List.of("'https://user@example.com:80/a/b?c=d#e'", "'x'")),
            Map.entry("path", List.of("'/a/b/c.txt'", "@'c:\\d\\e.doc'")),
            Map.entry("user_agent", List.of("'Mozilla/5.0 (X11; Linux x86_64) Firefox/99.0'")),
            Map.entry("version", List.of("'1.2.3.4'", "'2.10'")),
            Map.entry("ip", List.of("'10.1.2.3'", "'fe80::1'", "'192.168.0.0/16'")),
            Map.entry("ip1", List.of("'10.1.2.3'", "'10.1.2.3/24'")),
            Map.entry("ip2", List.of("'10.1.2.4'", "'10.1.0.0/16'")),
            Map.entry("ip_range", List.of("'10.0.0.0/8'", "'fe80::/10'")),
            Map.entry("ip_prefix", List.of("'10.0.'", "'192.168.'")),
            Map.entry("trend", List.of("'linefit'", "'avg'", "'none'")),
            Map.entry("geohash", List.of("'sunny'", "'u0m'")),
            Map.entry("s2cell", List.of("'466a0d5c'", "'47a1cbd595522b39'")),
            Map.entry("h3cell", List.of("'862a1072fffffff'", "'85283473fffffff'")),
            Map.entry("delimiter", List.of("','", "';'")));

    private static final Map<String, List<String>> BY_FUNCTION = Map.of(
            "format_datetime", List.of("'yyyy-MM-dd HH:mm:ss'", "'yy/M/d'"),
            "format_timespan", List.of("'d.hh:mm:ss'", "'hh:mm'"),
            "series_outliers", List.of("'tukey'", "'ctukey'"),
            "hash_sha256", List.of("'x'"),
            "column_ifexists", List.of("'nowhere'"),
            "dcount_hll", List.of("''"));

    private Texts() {}

    static @Nullable String argument(String function, String parameter, Chance chance) {
        List<String> texts = BY_PARAMETER.get(parameter);
        if (texts == null) {
            boolean named = parameter.equals("format") || parameter.equals("kind") || parameter.equals("column_name");
            texts = named ? BY_FUNCTION.get(function) : null;
        }
        return texts == null ? null : chance.of(texts);
    }
}
