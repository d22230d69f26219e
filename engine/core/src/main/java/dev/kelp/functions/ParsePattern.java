package dev.kelp.functions;

import dev.kelp.types.Decimals;
import dev.kelp.types.Guids;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import dev.kelp.types.Reals;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of {@code parse} (R149 to R151): texts, columns and skips, in turn. Written as JSON into the plan, read once where it
 * runs.
 */
public record ParsePattern(Mode mode, String flags, List<Part> parts) {
    private static final int CACHED = 256;
    private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");
    private static final Map<String, ParsePattern> READ = new ConcurrentHashMap<>();
    private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

    /** How texts match, and what a column that can't be converted does. */
    public enum Mode {
        SIMPLE,
        RELAXED,
        REGEX
    }

    /** A piece of the pattern. */
    public sealed interface Part {}

    public record Text(String text) implements Part {}

    public record Column(String name, KqlType type) implements Part {}

    public record Skip() implements Part {}

    public ParsePattern {
        parts = List.copyOf(parts);
    }

    /** The pattern as JSON text. */
    public String write() {
        List<Json> items = new ArrayList<>(List.of(Json.text(mode.name()), Json.text(flags)));
        for (Part part : parts) {
            if (part instanceof Text text) {
                items.add(Json.texts(List.of("t", text.text())));
            } else if (part instanceof Column column) {
                items.add(Json.texts(List.of("c", column.name(), column.type().kql())));
            } else {
                items.add(Json.texts(List.of("s")));
            }
        }
        return new Json.Array(items).write();
    }

    private static ParsePattern read(String spec) {
        List<Json> items = ((Json.Array) Json.parse(spec)).items();
        List<Part> parts = new ArrayList<>();
        for (Json item : items.subList(2, items.size())) {
            List<Json> fields = ((Json.Array) item).items();
            parts.add(
                    switch (fields.get(0).text()) {
                        case "t" -> new Text(fields.get(1).text());
                        case "c" ->
                            new Column(
                                    fields.get(1).text(),
                                    KqlType.named(fields.get(2).text()).orElseThrow());
                        default -> new Skip();
                    });
        }
        return new ParsePattern(Mode.valueOf(items.get(0).text()), items.get(1).text(), parts);
    }

    /** The texts of the pattern's columns as a JSON array, null where the text does not match the pattern. */
    static @Nullable String columns(String spec, String text) {
        ParsePattern pattern = READ.get(spec);
        if (pattern == null) {
            pattern = read(spec);
            if (READ.size() >= CACHED) {
                READ.clear();
            }
            READ.put(spec, pattern);
        }
        return pattern.match(text);
    }

    private @Nullable String match(String text) {
        List<String> found = mode == Mode.REGEX ? byRegex(text) : byTexts(text);
        if (found == null) {
            return null;
        }
        List<Json> values = new ArrayList<>();
        int index = 0;
        for (Part part : parts) {
            if (part instanceof Column column) {
                String value = found.get(index++);
                boolean fits = column.type() == KqlType.STRING || fits(value, column.type());
                if (!fits && mode != Mode.RELAXED) {
                    return null;
                }
                values.add(fits ? Json.text(value) : Json.NULL);
            }
        }
        return new Json.Array(values).write();
    }

    private static boolean fits(String value, KqlType type) {
        String text = value.strip();
        return switch (type) {
            case INT -> isLong(text) && Long.parseLong(text) == (int) Long.parseLong(text);
            case LONG -> isLong(text);
            case REAL -> Reals.parse(text) != null;
            case DECIMAL -> Decimals.canonical(text) != null;
            case BOOL -> List.of("true", "false", "0", "1").contains(text.toLowerCase(Locale.ROOT));
            case DATETIME -> Ticks.parse(text) != null;
            case TIMESPAN -> Timespans.parse(text) != null;
            case GUID -> Guids.parse(text) != null;
            case STRING, DYNAMIC -> true;
        };
    }

    private static boolean isLong(String text) {
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Texts are found from left to right; what lies between them is the columns'. */
    private @Nullable List<String> byTexts(String text) {
        List<String> found = new ArrayList<>();
        int at = 0;
        Column column = null;
        boolean skip = false;
        for (Part part : parts) {
            if (part instanceof Column c) {
                column = c;
            } else if (part instanceof Skip) {
                skip = true;
            } else if (part instanceof Text literal) {
                boolean glued = column == null && !skip;
                int next = glued ? (text.startsWith(literal.text(), at) ? at : -1) : text.indexOf(literal.text(), at);
                if (next < 0) {
                    return null;
                }
                if (column != null) {
                    found.add(taken(column, skip, text.substring(at, next)));
                }
                column = null;
                skip = false;
                at = next + literal.text().length();
            }
        }
        if (column != null) {
            found.add(taken(column, skip, text.substring(at)));
        }
        return found;
    }

    /** Before a skip, a number takes just its own characters; anything else all there is. */
    private static String taken(Column column, boolean skip, String text) {
        boolean number = column.type().isNumber();
        if (!skip || !number) {
            return text;
        }
        Matcher matcher = NUMBER.matcher(text);
        return matcher.lookingAt() ? matcher.group() : text;
    }

    private @Nullable List<String> byRegex(String text) {
        Matcher matcher = pattern().matcher(text);
        if (!matcher.find()) {
            return null;
        }
        List<String> found = new ArrayList<>();
        int index = 0;
        for (Part part : parts) {
            if (part instanceof Column) {
                String value = matcher.group("kelp" + index++);
                found.add(value == null ? "" : value);
            }
        }
        return found;
    }

    private Pattern pattern() {
        String any = flags.contains("U") ? ".*?" : ".*";
        StringBuilder regex = new StringBuilder("^");
        int index = 0;
        for (Part part : parts) {
            if (part instanceof Text literal) {
                regex.append("(?:").append(literal.text()).append(')');
            } else if (part instanceof Column column) {
                regex.append("(?<kelp")
                        .append(index++)
                        .append('>')
                        .append(body(column.type(), any))
                        .append(')');
            } else {
                regex.append(".*?");
            }
        }
        regex.append('$');
        int options = Pattern.UNICODE_CHARACTER_CLASS;
        if (flags.contains("i")) {
            options |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        }
        if (flags.contains("m")) {
            options |= Pattern.MULTILINE;
        }
        if (flags.contains("s") || !flags.contains("m")) {
            options |= Pattern.DOTALL;
        }
        int chosen = options;
        return COMPILED.computeIfAbsent(regex + "/" + chosen, k -> Pattern.compile(regex.toString(), chosen));
    }

    private static String body(KqlType type, String any) {
        return switch (type) {
            case INT, LONG -> "\\s*[-+]?\\d+\\s*";
            case REAL, DECIMAL -> "\\s*[-+]?\\d*\\.?\\d+(?:[eE][-+]?\\d+)?\\s*";
            default -> any;
        };
    }
}
