package dev.kelp.syntax;

import dev.kelp.syntax.Token.Kind;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts a query text into tokens (rules R1 to R11 of docs/semantics.md). */
public final class Lexer {
    private static final Set<String> TIMESPAN_UNITS = Set.of(
            "d",
            "day",
            "days",
            "h",
            "hr",
            "hrs",
            "hour",
            "hours",
            "m",
            "min",
            "minute",
            "minutes",
            "s",
            "sec",
            "second",
            "seconds",
            "ms",
            "milli",
            "millis",
            "millisec",
            "millisecond",
            "milliseconds",
            "micro",
            "micros",
            "microsec",
            "microsecond",
            "microseconds",
            "nano",
            "nanos",
            "nanosec",
            "nanosecond",
            "nanoseconds",
            "tick",
            "ticks");
    private static final List<String> OPERATORS = List.of(
            "..", "==", "!=", "<>", "<=", ">=", "=~", "!~", "=>", "<|", "-->", "<--", "--", "|", "=", "<", ">", "+",
            "-", "*", "/", "%", "(", ")", "[", "]", "{", "}", ",", ";", ":", ".", "~", "!", "@", "?", "&", "#", "^");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final @Nullable ParseTrace trace;
    private int at;

    private Lexer(String text, @Nullable ParseTrace trace) {
        this.text = text;
        this.trace = trace;
    }

    /** All tokens of the text, the last one of kind END. Throws a syntax error at the first place that is no token. */
    public static List<Token> lex(Source source) {
        return new Lexer(source.text(), null).run();
    }

    /** The same, but every text has tokens: what is wrong with one is noted. */
    public static List<Token> lex(Source source, ParseTrace trace) {
        return new Lexer(source.text(), trace).run();
    }

    /** The tokens of a part of a text, with the offsets of the whole. */
    static List<Token> lex(String text, int from, int to) {
        try {
            // A copy of just the part: there may be thousands of parts.
            return new Lexer(text.substring(from, to), null)
                    .run().stream().map(token -> token.moved(from)).toList();
        } catch (KqlException e) {
            Lexer lexer = new Lexer(text.substring(0, to), null);
            lexer.at = from;
            return lexer.run();
        }
    }

    private List<Token> run() {
        while (skipBlank()) {
            int start = at;
            if (trace == null) {
                token(start);
                continue;
            }
            try {
                token(start);
            } catch (KqlException e) {
                boolean endless = recover(start);
                trace.unreadable(e, new Span(start, at), endless);
            }
        }
        tokens.add(new Token(Kind.END, "", "", new Span(text.length(), text.length())));
        return tokens;
    }

    private void token(int start) {
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            string(start, false);
        } else if (c == '@' && at + 1 < text.length() && isQuote(text.charAt(at + 1))) {
            at++;
            string(start, true);
        } else if (text.startsWith("```", at) || text.startsWith("~~~", at)) {
            block(start);
        } else if ((c == 'h' || c == 'H') && hiddenString()) {
            at++;
            boolean verbatim = text.charAt(at) == '@';
            if (verbatim) {
                at++;
            }
            if (text.startsWith("```", at) || text.startsWith("~~~", at)) {
                block(start);
            } else {
                string(start, verbatim);
            }
        } else if (Character.isDigit(c)) {
            number(start);
        } else if (isNameStart(c)) {
            name(start);
        } else if (c != '[' || !bracketedName(start)) {
            operator(start);
        }
    }

    /** Steps over a token that can't be read, leaving one like it where there is one; whether it lacks its end. */
    private boolean recover(int start) {
        boolean there =
                !tokens.isEmpty() && tokens.get(tokens.size() - 1).span().start() == start;
        char c = text.charAt(start);
        if (there) {
            while (at < text.length() && isNamePart(text.charAt(at))) {
                at++;
            }
            return false;
        }
        if (c == '[') {
            at = start + 1;
            add(Kind.OPERATOR, "[", start);
            return false;
        }
        int quote = start;
        while (quote < text.length()
                && quote < start + 2
                && (text.charAt(quote) == '@' || isNameStart(c) && quote == start && (c == 'h' || c == 'H'))) {
            quote++;
        }
        if (text.startsWith("```", quote) || text.startsWith("~~~", quote)) {
            at = text.length();
            add(Kind.STRING, text.substring(start, at), start);
            return true;
        }
        if (quote < text.length() && isQuote(text.charAt(quote))) {
            boolean ends = skipString(quote);
            add(Kind.STRING, text.substring(start, at), start);
            return !ends;
        }
        if (isNameStart(c)) {
            at = start;
            while (at < text.length() && isNamePart(text.charAt(at)) || at == start) {
                at++;
            }
            String word = text.substring(start, at);
            at = endOfLine(at);
            tokens.add(new Token(Kind.TYPED, "", word, new Span(start, at)));
            return true;
        }
        at = text.offsetByCodePoints(start, 1);
        return false;
    }

    /** Steps over a string with escapes that have no meaning, or to the end of its line; whether it ended. */
    private boolean skipString(int quote) {
        int end = endOfLine(quote);
        at = quote + 1;
        while (at < end) {
            char c = text.charAt(at);
            at++;
            if (c == text.charAt(quote)) {
                return true;
            }
            if (c == '\\' && at < end) {
                at++;
            }
        }
        at = end;
        return false;
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private boolean skipBlank() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff') {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return true;
            }
        }
        return false;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_' || c == '$';
    }

    static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private boolean hiddenString() {
        if (at > 0 && isNamePart(text.charAt(at - 1)) || at + 1 >= text.length()) {
            return false;
        }
        char next = text.charAt(at + 1);
        return isQuote(next)
                || next == '@' && at + 2 < text.length() && isQuote(text.charAt(at + 2))
                || text.startsWith("```", at + 1)
                || text.startsWith("~~~", at + 1);
    }

    private void add(Kind kind, String value, int start) {
        tokens.add(new Token(kind, value, "", new Span(start, at)));
    }

    private void string(int start, boolean verbatim) {
        StringBuilder out = new StringBuilder();
        at = decodeString(at, verbatim, out);
        // Adjacent literals are one (R5).
        add(Kind.STRING, out.toString(), start);
    }

    private int decodeString(int from, boolean verbatim, StringBuilder out) {
        char quote = text.charAt(from);
        int i = from + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == quote) {
                if (verbatim && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    out.append(quote);
                    i += 2;
                    continue;
                }
                return i + 1;
            }
            if (!verbatim && c == '\\') {
                i = escape(i, out);
                continue;
            }
            if (!verbatim && (c == '\n' || c == '\r')) {
                break;
            }
            out.append(c);
            i++;
        }
        throw Problem.UNTERMINATED_STRING.at(new Span(from, Math.min(i, text.length())));
    }

    private int escape(int i, StringBuilder out) {
        char c = i + 1 < text.length() ? text.charAt(i + 1) : '\0';
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits > 0) {
            int end = Math.min(i + 2 + digits, text.length());
            try {
                out.appendCodePoint(Integer.parseInt(text.substring(i + 2, end), 16));
            } catch (IllegalArgumentException e) {
                throw Problem.MALFORMED_LITERAL.at(new Span(i, end), "string", text.substring(i, end));
            }
            return end;
        }
        int octal = i + 1;
        while (octal < text.length() && octal < i + 4 && text.charAt(octal) >= '0' && text.charAt(octal) <= '7') {
            octal++;
        }
        if (octal > i + 1) {
            out.append((char) Integer.parseInt(text.substring(i + 1, octal), 8));
            return octal;
        }
        int known = "nrt\\\"'abfv".indexOf(c);
        if (known < 0) {
            throw Problem.MALFORMED_LITERAL
                    .at(
                            new Span(i, Math.min(i + 2, text.length())),
                            "string",
                            text.substring(i, Math.min(i + 2, text.length())))
                    .hint("Write \\\\ for a backslash, or use a verbatim string @'…'.");
        }
        out.append("\n\r\t\\\"'\u0007\b\f\u000b".charAt(known));
        return i + 2;
    }

    private void block(int start) {
        String fence = text.substring(at, at + 3);
        int from = at + 3;
        int end = text.indexOf(fence, from);
        if (end < 0) {
            throw Problem.UNTERMINATED_STRING.at(new Span(start, text.length()));
        }
        at = end + 3;
        add(Kind.STRING, text.substring(from, end), start);
    }

    private void number(int start) {
        if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
            at += 2;
            while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
                at++;
            }
            add(Kind.LONG, text.substring(start, at), start);
            refuseSuffix(start);
            return;
        }
        digits();
        boolean real = false;
        if (at < text.length() && text.charAt(at) == '.' && !text.startsWith("..", at)) {
            real = true;
            at++;
            digits();
        }
        int beforeExponent = at;
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int mark = at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            if (at < text.length() && Character.isDigit(text.charAt(at))) {
                digits();
                real = true;
            } else {
                at = mark;
            }
        }
        int unit = at;
        while (unit < text.length() && isNamePart(text.charAt(unit))) {
            unit++;
        }
        if (unit > at && at == beforeExponent && TIMESPAN_UNITS.contains(text.substring(at, unit))) {
            at = unit;
            add(Kind.TIMESPAN, text.substring(start, at), start);
            return;
        }
        add(real ? Kind.REAL : Kind.LONG, text.substring(start, at), start);
        refuseSuffix(start);
    }

    private void refuseSuffix(int start) {
        int end = at;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        if (end > at) {
            throw Problem.MALFORMED_LITERAL
                    .at(new Span(start, end), "number", text.substring(start, end))
                    .hint("Numbers have no suffix; time units are d, h, m, s, ms, microsecond and tick.");
        }
    }

    private void digits() {
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
    }

    private void name(int start) {
        at++;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("in") && at < text.length() && text.charAt(at) == '~') {
            at++;
            add(Kind.OPERATOR, "in~", start);
            return;
        }
        if (KqlType.named(word).isPresent() && !afterDot()) {
            int open = at;
            while (open < text.length() && Character.isWhitespace(text.charAt(open))) {
                open++;
            }
            if (open < text.length() && text.charAt(open) == '(') {
                int close = closing(open);
                at = close + 1;
                tokens.add(new Token(Kind.TYPED, text.substring(open + 1, close), word, new Span(start, at)));
                return;
            }
        }
        add(Kind.NAME, word, start);
    }

    private boolean afterDot() {
        return !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(".");
    }

    private int closing(int open) {
        int depth = 0;
        int i = open;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (isQuote(c)) {
                boolean verbatim = i > 0 && text.charAt(i - 1) == '@';
                i = decodeString(i, verbatim, new StringBuilder());
                continue;
            }
            if (text.startsWith("//", i)) {
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
                continue;
            }
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
            i++;
        }
        throw Problem.EXPECTED.at(new Span(open, open + 1), "a closing ')'", "the end of the query");
    }

    private boolean bracketedName(int start) {
        int i = at + 1;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        boolean verbatim = i < text.length() && text.charAt(i) == '@';
        if (verbatim) {
            i++;
        }
        if (i >= text.length() || !isQuote(text.charAt(i)) || startsLiteralList()) {
            return false;
        }
        StringBuilder name = new StringBuilder();
        int end = decodeString(i, verbatim, name);
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        if (end >= text.length() || text.charAt(end) != ']') {
            return false;
        }
        at = end + 1;
        add(Kind.QUOTED_NAME, name.toString(), start);
        return true;
    }

    /** After a value, a name or ')', {@code ['x']} is an index or the rows of a datatable, not a name. */
    private boolean startsLiteralList() {
        if (tokens.isEmpty()) {
            return false;
        }
        Token last = tokens.get(tokens.size() - 1);
        boolean value = last.is(")") || last.is("]") || last.kind() == Kind.QUOTED_NAME || last.kind() == Kind.TYPED;
        return value || last.kind() == Kind.NAME && last.span().end() == at;
    }

    private void operator(int start) {
        if (text.charAt(at) == '!' && at + 1 < text.length() && Character.isLetter(text.charAt(at + 1))) {
            at++;
            while (at < text.length() && isNamePart(text.charAt(at))) {
                at++;
            }
            if (text.startsWith("~", at)) {
                at++;
            }
            add(Kind.OPERATOR, text.substring(start, at), start);
            return;
        }
        for (String op : OPERATORS) {
            if (text.startsWith(op, at)) {
                at += op.length();
                add(Kind.OPERATOR, op, start);
                return;
            }
        }
        int end = text.offsetByCodePoints(at, 1);
        throw Problem.SYNTAX.at(
                new Span(at, end), "The character '" + text.substring(at, end) + "' has no meaning here.");
    }
}
