package dev.kelp.commands;

import dev.kelp.ingest.IngestFormat;
import dev.kelp.ingest.IngestMapping;
import dev.kelp.ingest.ReadOptions;
import dev.kelp.ingest.ValidationPolicy;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.syntax.Lexer;
import dev.kelp.syntax.Token;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import dev.kelp.text.Suggestions;
import dev.kelp.types.Json;
import dev.kelp.types.Ticks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** What {@code with (…)} behind a command that fills tables says, by Kusto's names in any case. */
final class IngestProperties {
    /** What every command that fills tables takes. */
    private static final List<String> COMMON = List.of("tags", "creationTime", "ingestIfNotExists", "persistDetails");

    static final List<String> INLINE = with(
            COMMON,
            "format",
            "ignoreFirstRecord",
            "ingestionMapping",
            "ingestionMappingReference",
            "validationPolicy",
            "rawSizeBytes");

    static final List<String> FILES = with(INLINE, "zipPattern", "treatGzAsUncompressed");

    static final List<String> QUERIES = with(COMMON, "folder", "docstring", "distributed", "policy_ingestionTime");

    private final Map<String, Name> given;

    private IngestProperties(Map<String, Name> given) {
        this.given = given;
    }

    static List<String> with(List<String> some, String... further) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(further));
        return List.copyOf(all);
    }

    /** Reads {@code with (…)} where one stands; refuses properties that a command doesn't take. */
    static IngestProperties of(CommandText text, List<String> known) {
        Map<String, Name> given = text.properties();
        given.forEach((name, value) -> {
            if (known.stream().noneMatch(name::equalsIgnoreCase)) {
                throw unknown(name, value, known);
            }
        });
        return new IngestProperties(given);
    }

    private static KqlException unknown(String name, Name value, List<String> known) {
        List<String> all = new ArrayList<>(FILES);
        all.addAll(QUERIES);
        boolean elsewhere = all.stream().anyMatch(name::equalsIgnoreCase);
        KqlException problem = elsewhere
                ? Problem.SEMANTIC.at(value.span(), "This command has no property '" + name + "'.")
                : Problem.NOT_SUPPORTED.at(value.span(), "The property '" + name + "'");
        String hint = Suggestions.didYouMean(name, known);
        return problem.hint(hint != null ? hint : "It takes " + String.join(", ", known) + ".");
    }

    Optional<Name> value(String name) {
        return Optional.ofNullable(given.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A property's text, empty where it isn't given. */
    String text(String name) {
        return value(name).map(Name::text).orElse("");
    }

    boolean flag(String name) {
        return flag(name, false);
    }

    boolean flag(String name, boolean otherwise) {
        return value(name)
                .map(value -> switch (value.text().toLowerCase(Locale.ROOT)) {
                    case "true", "1" -> true;
                    case "false", "0" -> false;
                    default -> throw Problem.WRONG_TYPE.at(value.span(), name, "true or false", shown(value));
                })
                .orElse(otherwise);
    }

    /** All that is given, as it is written, for those who look into failures. */
    String shown() {
        return given.entrySet().stream()
                .map(e -> e.getKey() + "=" + shown(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** How files are read, but for their mapping. */
    ReadOptions reading() {
        value("rawSizeBytes").ifPresent(size -> {
            if (!size.text().matches("\\d{1,18}")) {
                throw Problem.WRONG_TYPE.at(size.span(), "rawSizeBytes", "a number of bytes", shown(size));
            }
        });
        return ReadOptions.DEFAULT
                .withSkipFirst(flag("ignoreFirstRecord"))
                .withGzAsPlain(flag("treatGzAsUncompressed"))
                .withValidation(value("validationPolicy")
                        .map(policy -> at(policy, () -> ValidationPolicy.parse(policy.text())))
                        .orElse(ValidationPolicy.STRICT))
                .withZipPattern(
                        value("zipPattern").map(IngestProperties::pattern).orElse(null));
    }

    /** Which entries of archives: a regular expression, or a pattern with {@code *} and {@code ?} as people write it. */
    private static Pattern pattern(Name value) {
        String text = value.text();
        boolean wild = text.startsWith("*") || text.startsWith("?");
        try {
            return Pattern.compile(
                    wild
                            ? "\\Q"
                                    + text.replace("\\E", "\\E\\\\E\\Q")
                                            .replace("*", "\\E.*\\Q")
                                            .replace("?", "\\E.\\Q")
                                    + "\\E"
                            : text);
        } catch (PatternSyntaxException e) {
            throw Problem.WRONG_TYPE.at(value.span(), "zipPattern", "a regular expression", shown(value));
        }
    }

    /** The mapping that is given, or the one that is named. */
    Optional<IngestMapping> mapping(CommandContext context, TableDef table, IngestFormat format) {
        Optional<Name> written = value("ingestionMapping");
        Optional<Name> named = value("ingestionMappingReference");
        if (written.isPresent() && named.isPresent()) {
            throw Problem.SEMANTIC.at(named.get().span(), "A mapping is either given or named.");
        }
        return written.map(json -> at(json, () -> IngestMapping.parse(format.mappingKind(), json.text())))
                .or(() -> named.map(n -> MappingCommands.named(context, table, format.mappingKind(), n)));
    }

    /** What throws, throws at the property's place. */
    private static <T> T at(Name value, Supplier<T> read) {
        try {
            return read.get();
        } catch (KqlException e) {
            throw e.orAt(value.span());
        }
    }

    /** What the commit is to do with tags and times. */
    IngestionProperties commit() {
        return new IngestionProperties(
                texts("tags"),
                value("creationTime").map(IngestProperties::ticks).orElse(null),
                Set.copyOf(texts("ingestIfNotExists")));
    }

    private static Long ticks(Name value) {
        Long ticks = Ticks.parse(value.text());
        if (ticks == null) {
            throw Problem.WRONG_TYPE
                    .at(value.span(), "creationTime", "a datetime", shown(value))
                    .hint("As in creationTime='2026-02-13T11:09:36Z'.");
        }
        return ticks;
    }

    /** A list of texts, as JSON or with the quotes of KQL. */
    private List<String> texts(String name) {
        return value(name).map(value -> texts(name, value)).orElse(List.of());
    }

    private static List<String> texts(String name, Name value) {
        Set<String> texts = new LinkedHashSet<>();
        if (Json.strict(value.text()).orElse(Json.NULL) instanceof Json.Array array) {
            for (Json item : array.items()) {
                if (!(item instanceof Json.Text text)) {
                    throw notTexts(name, value);
                }
                texts.add(text.value());
            }
        } else {
            texts.addAll(quoted(name, value));
        }
        for (String text : texts) {
            if (text.isEmpty() || text.indexOf('\0') >= 0 || !CommandText.isWhole(text)) {
                throw Problem.SEMANTIC.at(
                        value.span(),
                        "A text in " + name + " is empty or holds a character of code zero, or half of one.");
            }
        }
        return List.copyOf(texts);
    }

    private static List<String> quoted(String name, Name value) {
        List<Token> tokens;
        try {
            tokens = Lexer.lex(new Source(value.text()));
        } catch (KqlException e) {
            throw notTexts(name, value);
        }
        List<String> texts = new ArrayList<>();
        boolean open = tokens.get(0).is("[");
        for (int i = 1; open && i < tokens.size() - 1; i += 2) {
            boolean last = tokens.get(i + 1).is("]") && tokens.get(i + 2).kind() == Token.Kind.END;
            if (tokens.get(i).kind() != Token.Kind.STRING
                    || !last && !tokens.get(i + 1).is(",")) {
                break;
            }
            texts.add(tokens.get(i).text());
            if (last) {
                return texts;
            }
        }
        throw notTexts(name, value);
    }

    private static KqlException notTexts(String name, Name value) {
        return Problem.WRONG_TYPE
                .at(value.span(), name, "a JSON array of texts", shown(value))
                .hint("As in " + name + "='[\"one\", \"two\"]'.");
    }

    private static String shown(Name value) {
        String text = value.text();
        return "'" + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + "'";
    }
}
