package dev.kelp.language;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Compiler;
import dev.kelp.bind.BindTrace;
import dev.kelp.bind.Binder;
import dev.kelp.bind.Session;
import dev.kelp.functions.Dialect;
import dev.kelp.golden.GoldenFile;
import dev.kelp.operators.Operators;
import dev.kelp.syntax.Lexer;
import dev.kelp.syntax.ParseTrace;
import dev.kelp.syntax.QueryParser;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import dev.kelp.text.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is written, the service answers: the golden queries whole, cut off anywhere, and with parts moved about. */
class AnyTextTest {
    private static final SampleTables TABLES = new SampleTables();
    private static final LanguageService SERVICE = LanguageService.of(TABLES, "");
    private static List<String> queries = List.of();

    @BeforeAll
    static void read() {
        queries = GoldenFile.below(Path.of("src/test/resources/golden")).stream()
                .flatMap(f -> f.cases().stream())
                .map(GoldenFile.Case::query)
                .filter(q -> q.length() < 2000)
                .toList();
        assertTrue(queries.size() > 400
                || !System.getProperty("kelp.golden.only", "").isEmpty());
    }

    /** A text has an error for the service exactly where it has one for the compiler, and the compiler's is among them. */
    @Test
    void diagnostics_areWhatTheCompilerSays() {
        List<String> differences = new ArrayList<>();
        for (String query : queries) {
            KqlException problem = problem(query);
            List<Diagnostic> errors = SERVICE.diagnostics(query).stream()
                    .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                    .toList();
            boolean same = problem == null
                    ? errors.isEmpty()
                    : errors.stream()
                            .anyMatch(e -> e.code().equals(problem.problem().code()));
            if (!same) {
                differences.add(query + "\n    compiler: " + problem + "\n    service: " + errors);
            }
        }
        assertEquals("", String.join("\n", differences));
    }

    private static @Nullable KqlException problem(String query) {
        try {
            Compiler.compile(query, TABLES, "main", 0, Map.of(), Dialect.DUCKDB);
            return null;
        } catch (KqlException e) {
            // What only one executor lacks, and what only data tells, is no matter of the language.
            return e.problem() == Problem.NOT_SUPPORTED_ON || e.problem() == Problem.NEEDS_DATA ? null : e;
        }
    }

    @Test
    void layout_keepsTheMeaning_andStays() {
        for (String query : queries) {
            String once = SERVICE.format(query);
            assertEquals(once, SERVICE.format(once), query);
            assertEquals(plan(query), plan(once), () -> query + "\n became \n" + once);
        }
    }

    private static String plan(String query) {
        try {
            return Compiler.compile(query, TABLES, "main", 0, Map.of(), Dialect.DUCKDB).queries().stream()
                    .map(q -> q.sql().sql() + q.name() + q.visualization())
                    .toList()
                    .toString();
        } catch (KqlException e) {
            return e.problem() + e.message();
        }
    }

    @Test
    void anyPrefix() {
        queries.parallelStream().forEach(query -> IntStream.rangeClosed(0, query.length())
                .filter(end -> end < 20 || end % 11 == 0)
                .forEach(end -> ask(query.substring(0, end), end)));
    }

    @Test
    void anyMutation() {
        IntStream.range(0, queries.size()).parallel().forEach(i -> {
            Random random = new Random(i);
            for (int n = 0; n < 4; n++) {
                String text = mutated(queries.get(i), queries.get(random.nextInt(queries.size())), random);
                ask(text, random.nextInt(text.length() + 1));
            }
        });
    }

    private static String mutated(String query, String other, Random random) {
        StringBuilder text = new StringBuilder(query);
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, "()[]{}|;,'\"=.-*\n~@`\\$".charAt(random.nextInt(21)));
                case 2 -> text.insert(at, text.substring(at, end));
                default -> {
                    int from = random.nextInt(other.length() + 1);
                    text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(40)));
                }
            }
        }
        return text.toString();
    }

    /** Every call, through the doors that don't hide a fault. */
    private static void ask(String text, int offset) {
        assertDoesNotThrow(() -> read(text), text);
        Analysis analysis = Analysis.of(text, TABLES, "main");
        assertDoesNotThrow(
                () -> {
                    for (Diagnostic diagnostic : Diagnostics.of(analysis)) {
                        inside(diagnostic.span(), text);
                    }
                    Completions completions = CommandParts.isCommand(text)
                            ? CommandCompletion.at(text, offset, TABLES, "main")
                            : QueryCompletion.at(text, offset, TABLES, "main");
                    assertTrue(completions.start() <= offset && offset == completions.end(), text);
                    for (Completions.Item item : completions.items()) {
                        assertTrue(
                                !item.label().isEmpty()
                                        && item.label().chars().noneMatch(c -> c >= 0xE000 && c < 0xF000),
                                text);
                    }
                    Hovers.at(analysis, offset).ifPresent(h -> inside(h.span(), text));
                    int end = 0;
                    for (Classified piece : Classifier.of(analysis)) {
                        inside(piece.span(), text);
                        assertTrue(piece.span().start() >= end, text);
                        end = piece.span().end();
                    }
                    Formatter.format(text);
                    References.of(analysis, offset).forEach(s -> inside(s, text));
                },
                text);
    }

    /** Reading and binding note every error, and throw none. */
    private static void read(String text) {
        if (CommandParts.isCommand(text)) {
            return;
        }
        Source source = new Source(text);
        ParseTrace parse = new ParseTrace();
        var statements = QueryParser.parse(source, Lexer.lex(source, parse), Operators.ALL, parse);
        Session session = new Session(TABLES, "main", 0, Map.of());
        session.trace(new BindTrace());
        Binder.bind(statements, session, Operators.ALL);
    }

    private static void inside(Span span, String text) {
        assertTrue(span.end() <= text.length(), text);
    }
}
