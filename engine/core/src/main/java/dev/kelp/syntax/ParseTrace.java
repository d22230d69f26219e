package dev.kelp.syntax;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a parse tells beside its tree, for whoever shows a text while it is being written. With a trace, an error is noted and the parser
 * goes on: a word that is missing is taken for there, an operator that can't be read is left out. Without one, which is how queries are
 * compiled, the first error is thrown.
 */
public final class ParseTrace {
    /** So often a word may be taken for there at one place before the operator is given up. */
    private static final int PATIENCE = 50;

    /** An operator with the part of the text that it took. */
    public record Placed(OperatorSyntax operator, Cursor.Name word, Span span) {}

    private final List<KqlException> problems = new ArrayList<>();
    private final List<Span> unreadable = new ArrayList<>();
    private final List<Span> unterminated = new ArrayList<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Integer, String> keywords = new HashMap<>();
    private final List<Placed> operators = new ArrayList<>();
    private final Deque<Caret.Argument> calls = new ArrayDeque<>();
    private final Caret caret = new Caret();
    private boolean panicking;
    private int lastMissing = -1;
    private int missing;

    /** What is wrong with the text, in the order it was met. */
    public List<KqlException> problems() {
        return List.copyOf(problems);
    }

    /** Literals that have no end. */
    public List<Span> unterminated() {
        return List.copyOf(unterminated);
    }

    /** What the name that begins at an offset was read as, {@code a column name}; empty where none begins there. */
    public Optional<String> nameAt(int start) {
        return Optional.ofNullable(names.get(start));
    }

    /** Whether the word that begins at an offset was read as a word of the grammar. */
    public boolean isKeyword(int start) {
        return keywords.containsKey(start);
    }

    /** The operators, inner ones before those they stand in. */
    public List<Placed> operators() {
        return List.copyOf(operators);
    }

    public Caret caret() {
        return caret;
    }

    // --- what the parsers tell
    // ----------------------------------------------------------------------------------------

    /** Notes an error, unless it only follows from one that is noted. */
    void problem(KqlException problem) {
        Span span = problem.span();
        boolean consequence = panicking
                || span != null
                        && (unreadable.stream().anyMatch(u -> u.start() <= span.start() && span.start() < u.end())
                                || problems.stream()
                                        .map(KqlException::span)
                                        .anyMatch(s -> s != null && s.start() == span.start()));
        panicking = true;
        if (!consequence) {
            problems.add(problem);
        }
    }

    /** Notes an error between operators. */
    void note(KqlException problem) {
        boolean before = panicking;
        problem(problem);
        panicking = before;
    }

    /** Notes an error in a token. The token is there all the same, and nothing more is said of it. */
    void unreadable(KqlException problem, Span token, boolean endless) {
        note(problem);
        unreadable.add(token);
        if (endless) {
            unterminated.add(token);
        }
    }

    /** Whether an error was noted in a token. */
    boolean isUnreadable(Token token) {
        return unreadable.contains(token.span());
    }

    /** Notes a missing word that is taken for there. Throws where that has not helped so far. */
    void missing(KqlException problem, Token instead) {
        problem(problem);
        if (isCaret(instead)) {
            caret.close();
        }
        int place = instead.span().start();
        missing = place == lastMissing ? missing + 1 : 1;
        lastMissing = place;
        if (missing > PATIENCE) {
            throw problem;
        }
    }

    /** Reads an operator or a statement: errors in it don't hide those of what follows it, nor those of what it stands in. */
    <T> T apart(Supplier<T> work, java.util.function.Function<KqlException, T> otherwise) {
        boolean before = panicking;
        int around = calls.size();
        panicking = false;
        try {
            return work.get();
        } catch (KqlException e) {
            while (calls.size() > around) {
                calls.pop();
            }
            problem(e);
            return otherwise.apply(e);
        } finally {
            panicking = before;
        }
    }

    void placed(OperatorSyntax operator, Cursor.Name word, Span span, boolean touchedBefore) {
        operators.add(new Placed(operator, word, span));
        if (!touchedBefore && caret.isTouched()) {
            caret.within(operator);
        }
    }

    static boolean isCaret(Token token) {
        return token.kind() == Token.Kind.NAME && token.text().equals(Caret.NAME);
    }

    void asked(Token token, String word, boolean there) {
        if (isCaret(token)) {
            caret.word(word, calls);
        } else if (there && token.kind() == Token.Kind.NAME) {
            keywords.put(token.span().start(), word);
        }
    }

    void named(Token token, String what) {
        if (isCaret(token)) {
            caret.name(what, calls);
        }
        names.put(token.span().start(), what);
        keywords.remove(token.span().start());
    }

    void offered(Token token, String what, Iterable<String> words) {
        if (isCaret(token)) {
            caret.offer(what, words, calls);
        }
    }

    void operand(Token token, Expr left) {
        if (isCaret(token)) {
            caret.operand(left);
        }
    }

    void member(Token token, Expr target) {
        if (isCaret(token)) {
            caret.target(target);
        }
    }

    void rightOf(Token token, String operator, Expr left) {
        if (isCaret(token)) {
            caret.rightOf(operator, left);
        }
    }

    void argument(String function, int index) {
        calls.push(new Caret.Argument(function, index));
    }

    void argumentEnds() {
        calls.pop();
    }

    /** The problem of something that is not there, for {@link #missing}. */
    static KqlException expected(Token token, String what) {
        return Problem.EXPECTED.at(token.span(), what, token.describe());
    }

    /** What stands for an operand that is missing. */
    static Expr nothing(Token before) {
        return new Expr.Name("", new Span(before.span().start(), before.span().start()));
    }

    /** Whether the name stands for one that is missing or at the cursor. */
    public static boolean isUnwritten(@Nullable String name) {
        return name != null && (name.isEmpty() || name.equals(Caret.NAME));
    }
}
