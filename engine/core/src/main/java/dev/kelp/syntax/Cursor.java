package dev.kelp.syntax;

import dev.kelp.syntax.Token.Kind;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import dev.kelp.text.Span;
import dev.kelp.text.Suggestions;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in the tokens of a text, with the steps every parser takes. */
public final class Cursor {
    private final Source source;
    private final List<Token> tokens;
    private final @Nullable ParseTrace trace;
    private int at;

    public Cursor(Source source, List<Token> tokens) {
        this(source, tokens, null);
    }

    Cursor(Source source, List<Token> tokens, @Nullable ParseTrace trace) {
        this.source = source;
        this.tokens = tokens;
        this.trace = trace;
    }

    /** Who listens and wants the parse to go on after errors; null where the first error is thrown. */
    @Nullable
    ParseTrace trace() {
        return trace;
    }

    public Source source() {
        return source;
    }

    public Token peek() {
        return tokens.get(at);
    }

    public Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    public Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    public boolean at(String word) {
        boolean there = peek().is(word);
        if (trace != null) {
            trace.asked(peek(), word, there);
        }
        return there;
    }

    public boolean atEnd() {
        return peek().kind() == Kind.END;
    }

    /** Steps over the word where it stands here. */
    public boolean accept(String word) {
        if (!at(word)) {
            return false;
        }
        at++;
        return true;
    }

    public Token expect(String word) {
        if (!at(word)) {
            missing("'" + word + "'");
            return new Token(Kind.OPERATOR, word, "", lastEnd());
        }
        return next();
    }

    /** Throws that something else is needed here, or notes it where errors are noted. */
    void missing(String what) {
        if (trace == null) {
            throw expected(what);
        }
        trace.missing(expected(what), peek());
    }

    /** The empty place behind the last consumed token. */
    private Span lastEnd() {
        int end = at == 0 ? 0 : tokens.get(at - 1).span().end();
        return new Span(end, end);
    }

    /** Steps over one of a closed list of words. */
    public Name oneOf(String what, Collection<String> words) {
        mayBe(what, words);
        Token token = peek();
        if (token.kind() != Kind.NAME || !words.contains(token.text())) {
            KqlException problem = expected(what);
            String hint = Suggestions.didYouMean(token.text(), words);
            throw hint == null ? problem : problem.hint(hint);
        }
        asWord(token);
        at++;
        return new Name(token.text(), token.span());
    }

    /** Tells whoever listens that these words may stand here. */
    public void mayBe(String what, Iterable<String> words) {
        if (trace != null) {
            trace.offered(peek(), what, words);
        }
    }

    /** Tells whoever listens what kind of name may stand here. */
    public void mayBe(String what) {
        if (trace != null && ParseTrace.isCaret(peek())) {
            trace.named(peek(), what);
        }
    }

    private void asWord(Token token) {
        if (trace != null) {
            trace.asked(token, token.text(), true);
        }
    }

    /** The syntax error of something else being needed here. */
    public KqlException expected(String what) {
        Token token = peek();
        return Problem.EXPECTED.at(token.span(), what, token.describe());
    }

    /** A name: bare or in brackets. */
    public Name name(String what) {
        Token token = peek();
        if (token.kind() != Kind.NAME && token.kind() != Kind.QUOTED_NAME) {
            missing(what);
            return new Name("", lastEnd());
        }
        if (trace != null) {
            trace.named(token, what);
        }
        at++;
        return new Name(token.text(), token.span());
    }

    /** Whether a name stands here that is not glued to a '(' as a call would be. */
    public boolean atName() {
        return peek().kind() == Kind.NAME || peek().kind() == Kind.QUOTED_NAME;
    }

    /** A name with {@code *} in it, {@code a*b}, stepped over; null where none stands here. */
    public @Nullable Name wildcard() {
        boolean glued = atName()
                && peek(1).is("*")
                && peek(1).span().start() == peek().span().end();
        if (!at("*") && !glued) {
            return null;
        }
        int start = at;
        StringBuilder pattern = new StringBuilder();
        int end = peek().span().start();
        while ((at("*") || atName()) && peek().span().start() == end) {
            end = peek().span().end();
            pattern.append(next().text());
        }
        return new Name(pattern.toString(), since(start));
    }

    /** Whether {@code name =} (not {@code ==} or {@code =~}) stands here. */
    public boolean atAssignment() {
        return atName() && peek(1).is("=");
    }

    /**
     * A word that may hold dashes, {@code project-away}: names glued by '-'. Nothing is consumed where no name stands here.
     */
    public Name dashedWord(String what) {
        Name first = name(what);
        StringBuilder word = new StringBuilder(first.text());
        Span span = first.span();
        while (peek().is("-")
                && peek().span().start() == span.end()
                && peek(1).kind() == Kind.NAME
                && peek(1).span().start() == peek().span().end()) {
            at++;
            Token part = next();
            word.append('-').append(part.text());
            span = span.to(part.span());
        }
        return new Name(word.toString(), span);
    }

    /** Marks the place, to come back to with {@link #reset(int)}. */
    public int mark() {
        return at;
    }

    public void reset(int mark) {
        at = mark;
    }

    /** The span from a marked place to the last consumed token. */
    public Span since(int mark) {
        Span first = tokens.get(mark).span();
        return at > mark ? first.to(tokens.get(at - 1).span()) : first;
    }

    /** A name with its place. */
    public record Name(String text, Span span) {}
}
