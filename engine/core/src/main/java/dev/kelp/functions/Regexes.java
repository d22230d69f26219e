package dev.kelp.functions;

import dev.kelp.text.Problem;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Functions of regular expressions (rules R81 to R84).
 *
 * <p>A pattern that isn't valid is an error of the query, not of the data: {@link dev.kelp.text.KqlException}.
 */
final class Regexes {
    private static final int FLAGS = Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES;
    private static final Memo<String, Pattern> COMPILED =
            new Memo<>(500, regex -> compile(RegexSyntax.java(regex), regex));
    private static final Memo<String, Pattern> AT_START =
            new Memo<>(100, regex -> compile("\\A(?:" + RegexSyntax.java(regex) + ")", regex));
    private static final Memo<String, Pattern> AT_END =
            new Memo<>(100, regex -> compile("(?:" + RegexSyntax.java(regex) + ")\\z", regex));

    /** A regular expression, checked when the query is bound. */
    static final Arg REGEX = Arg.checked(Regexes::pattern);

    private Regexes() {}

    /** The pattern as KQL understands it, compiled once. */
    static Pattern pattern(String regex) {
        return COMPILED.get(regex);
    }

    private static Pattern compile(String java, String regex) {
        try {
            return Pattern.compile(java, FLAGS);
        } catch (PatternSyntaxException e) {
            throw Problem.RUNTIME
                    .here("The regular expression '" + regex + "' isn't valid: " + e.getDescription() + ".")
                    .because(e);
        }
    }

    static Boolean matches(String text, String regex) {
        return pattern(regex).matcher(text).find();
    }

    /** A group of the first match, '' where there is none. */
    static String extract(String regex, @Nullable Long group, String text) {
        if (group == null) {
            return "";
        }
        Matcher matcher = pattern(regex).matcher(text);
        return matcher.find() ? group(matcher, group) : "";
    }

    /** A group of the first match as the carrier of a type, by its KQL name; null where nothing matches or it can't be read. */
    static @Nullable Object extractAs(String regex, @Nullable Long group, String text, String type) {
        return TextCasts.to(extract(regex, group, text), KqlType.named(type).orElse(KqlType.STRING));
    }

    private static String group(Matcher matcher, long index) {
        String group = index < 0 || index > matcher.groupCount() ? null : matcher.group((int) index);
        return group == null ? "" : group;
    }

    /** An array of the group of every match, or of an array per match where the pattern has several; null where nothing matches. */
    static @Nullable String extractAll(String regex, String text) {
        Matcher matcher = pattern(regex).matcher(text);
        List<Long> groups = new ArrayList<>();
        for (long i = 1; i <= matcher.groupCount(); i++) {
            groups.add(i);
        }
        return extractAll(matcher, groups.isEmpty() ? List.of(0L) : groups);
    }

    /** As {@link #extractAll(String, String)} for chosen groups, by number or name. */
    static @Nullable String extractGroups(String regex, String wanted, String text) {
        if (!(Json.of(wanted) instanceof Json.Array array)) {
            return null;
        }
        List<Long> groups = new ArrayList<>();
        for (Json item : array.items()) {
            if (item instanceof Json.Int number) {
                groups.add(number.value());
            } else if (item instanceof Json.Text name) {
                groups.add(numberOf(regex, name.value()));
            }
        }
        return groups.isEmpty() ? null : extractAll(pattern(regex).matcher(text), groups);
    }

    private static @Nullable String extractAll(Matcher matcher, List<Long> groups) {
        List<Json> found = new ArrayList<>();
        while (matcher.find()) {
            List<Json> row = new ArrayList<>();
            for (long group : groups) {
                row.add(Json.text(group(matcher, group)));
            }
            found.add(row.size() == 1 ? row.get(0) : new Json.Array(row));
        }
        return found.isEmpty() ? null : new Json.Array(found).write();
    }

    /** The number of a named group, -1 where there is none. */
    private static long numberOf(String regex, String name) {
        Matcher groups = Pattern.compile("\\\\.|\\[[^\\]]*\\]|\\((?:\\?P?<(\\w+)>|(?!\\?))")
                .matcher(regex);
        long number = 0;
        while (groups.find()) {
            if (groups.group().startsWith("(")) {
                number++;
                if (name.equals(groups.group(1))) {
                    return number;
                }
            }
        }
        return -1;
    }

    /** Every match rewritten; {@code \1} in the rewrite stands for a group, {@code \0} for the match. */
    static String replace(String text, String regex, String rewrite) {
        Matcher matcher = pattern(regex).matcher(text);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        do {
            out.append(text, from, matcher.start());
            rewrite(out, matcher, rewrite);
            from = matcher.end();
        } while (matcher.find());
        return out.append(text, from, text.length()).toString();
    }

    private static void rewrite(StringBuilder out, Matcher matcher, String rewrite) {
        for (int i = 0; i < rewrite.length(); i++) {
            char c = rewrite.charAt(i);
            if (c != '\\' || i + 1 == rewrite.length()) {
                out.append(c);
                continue;
            }
            char escaped = rewrite.charAt(++i);
            if (escaped >= '0' && escaped <= '9') {
                out.append(group(matcher, escaped - '0'));
            } else {
                out.append(escaped == '\\' ? "\\" : "\\" + escaped);
            }
        }
    }

    /** The text without one match at its start and one at its end. */
    static String trim(String regex, String text) {
        return trimEnd(regex, trimStart(regex, text));
    }

    static String trimStart(String regex, String text) {
        Matcher matcher = AT_START.get(regex).matcher(text);
        return matcher.find() ? text.substring(matcher.end()) : text;
    }

    static String trimEnd(String regex, String text) {
        Matcher matcher = AT_END.get(regex).matcher(text);
        return matcher.find() ? text.substring(0, matcher.start()) : text;
    }

    /** How many matches follow one another. */
    static long count(String text, String regex) {
        Matcher matcher = pattern(regex).matcher(text);
        long count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
