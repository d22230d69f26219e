package dev.kelp.functions;

import dev.kelp.types.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The browser, system and device that a user agent's text names, by the patterns of the project uap-core. */
final class UserAgents {
    /** Longer texts are read as far as this; browsers' are shorter by far. */
    private static final int LONGEST = 2048;

    private static final int REMEMBERED = 2000;

    private static final Memo<String, Json> BROWSERS = new Memo<>(REMEMBERED, UserAgents::browser);
    private static final Memo<String, Json> SYSTEMS = new Memo<>(REMEMBERED, UserAgents::system);
    private static final Memo<String, Json> DEVICES = new Memo<>(REMEMBERED, UserAgents::device);

    private UserAgents() {}

    /** @param wanted JSON of {@code browser}, {@code os}, {@code device} or an array of them; null for all three */
    static @Nullable String parse(String agent, @Nullable String wanted) {
        List<String> names = names(wanted);
        if (names.isEmpty()) {
            return null;
        }
        String text = agent.substring(0, Math.min(agent.length(), LONGEST));
        Map<String, Json> found = new LinkedHashMap<>();
        if (names.contains("browser")) {
            found.put("Browser", BROWSERS.get(text));
        }
        if (names.contains("os")) {
            found.put("OperatingSystem", SYSTEMS.get(text));
        }
        if (names.contains("device")) {
            found.put("Device", DEVICES.get(text));
        }
        return found.isEmpty() ? null : new Json.Bag(found).write();
    }

    private static List<String> names(@Nullable String wanted) {
        Json json = wanted == null ? Json.NULL : Json.parse(wanted);
        List<Json> items = json instanceof Json.Array array ? array.items() : List.of(json);
        List<String> names = new ArrayList<>();
        for (Json item : items) {
            if (item instanceof Json.Text text) {
                names.add(text.value().toLowerCase(Locale.ROOT));
            }
        }
        return wanted == null ? List.of("browser", "os", "device") : names;
    }

    private static Json browser(String agent) {
        for (Rule rule : Rules.BROWSERS) {
            Matcher matcher = rule.find(agent);
            if (matcher != null) {
                return bag(
                        List.of("Family", "MajorVersion", "MinorVersion", "Patch"),
                        rule.part(matcher, "family_replacement", 1),
                        rule.part(matcher, "v1_replacement", 2),
                        rule.part(matcher, "v2_replacement", 3),
                        rule.part(matcher, "v3_replacement", 4));
            }
        }
        return bag(List.of("Family", "MajorVersion", "MinorVersion", "Patch"), "Other", "", "", "");
    }

    private static Json system(String agent) {
        List<String> names = List.of("Family", "MajorVersion", "MinorVersion", "Patch", "PatchMinor");
        for (Rule rule : Rules.SYSTEMS) {
            Matcher matcher = rule.find(agent);
            if (matcher != null) {
                return bag(
                        names,
                        rule.part(matcher, "os_replacement", 1),
                        rule.part(matcher, "os_v1_replacement", 2),
                        rule.part(matcher, "os_v2_replacement", 3),
                        rule.part(matcher, "os_v3_replacement", 4),
                        rule.part(matcher, "os_v4_replacement", 5));
            }
        }
        return bag(names, "Other", "", "", "", "");
    }

    private static Json device(String agent) {
        for (Rule rule : Rules.DEVICES) {
            Matcher matcher = rule.find(agent);
            if (matcher != null) {
                return bag(
                        List.of("Family", "Brand", "Model"),
                        rule.part(matcher, "device_replacement", 1),
                        rule.part(matcher, "brand_replacement", 0),
                        rule.part(matcher, "model_replacement", 1));
            }
        }
        return bag(List.of("Family", "Brand", "Model"), "Other", "", "");
    }

    private static Json bag(List<String> names, String... values) {
        Map<String, Json> bag = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            bag.put(names.get(i), new Json.Text(values[i]));
        }
        return new Json.Bag(bag);
    }

    /** A pattern, and what stands in place of its groups. */
    private record Rule(Pattern pattern, Map<String, String> replacements) {
        @Nullable
        Matcher find(String agent) {
            Matcher matcher = pattern.matcher(new Bounded(agent));
            try {
                return matcher.find() ? matcher : null;
            } catch (TooLong e) {
                return null;
            }
        }

        /** A group, or the text in its place with its {@code $1} filled in; the empty text for neither. */
        String part(Matcher matcher, String replacement, int group) {
            String text = replacements.get(replacement);
            if (text == null) {
                return group > 0 && group <= matcher.groupCount()
                        ? Objects.requireNonNullElse(matcher.group(group), "")
                        : "";
            }
            for (int i = 1; i <= matcher.groupCount() && text.indexOf('$') >= 0; i++) {
                text = text.replace("$" + i, Objects.requireNonNullElse(matcher.group(i), ""));
            }
            return text.replaceAll("\\$\\d", "").strip();
        }
    }

    /** The patterns, read when the first text comes. */
    private static final class Rules {
        static final List<Rule> BROWSERS;
        static final List<Rule> SYSTEMS;
        static final List<Rule> DEVICES;

        static {
            Map<String, List<Map<String, String>>> file = file();
            BROWSERS = rules(file, "user_agent_parsers");
            SYSTEMS = rules(file, "os_parsers");
            DEVICES = rules(file, "device_parsers");
        }

        private Rules() {}

        private static Map<String, List<Map<String, String>>> file() {
            try (InputStream in = Objects.requireNonNull(
                    ua_parser.Parser.class.getResourceAsStream("/ua_parser/regexes.yaml"), "uap-java's patterns")) {
                return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static List<Rule> rules(Map<String, List<Map<String, String>>> file, String name) {
            List<Rule> rules = new ArrayList<>();
            for (Map<String, String> entry : Objects.requireNonNull(file.get(name))) {
                int flags = "i".equals(entry.get("regex_flag")) ? Pattern.CASE_INSENSITIVE : 0;
                rules.add(new Rule(Pattern.compile(Objects.requireNonNull(entry.get("regex")), flags), entry));
            }
            return List.copyOf(rules);
        }
    }

    /** A text that can be looked at only so often, so that no pattern goes on for ever over a text made to that end. */
    private static final class Bounded implements CharSequence {
        private static final int MOST = 1_000_000;

        private final CharSequence text;
        private int looks;

        Bounded(CharSequence text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > MOST) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super(null, null, false, false);
        }
    }
}
