package dev.kelp.commands;

import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.syntax.Lexer;
import dev.kelp.syntax.Token;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command's text: the part before {@code <|} as tokens, what follows it as it stands, and a query piped behind it. */
public final class CommandText {
    private static final Pattern GUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern SHOW = Pattern.compile("\\.\\s*show\\b");

    private final Source source;
    private final Cursor cursor;
    private final int bodyStart;
    private final int pipeStart;

    private CommandText(Source source, Cursor cursor, int bodyStart, int pipeStart) {
        this.source = source;
        this.cursor = cursor;
        this.bodyStart = bodyStart;
        this.pipeStart = pipeStart;
    }

    /** Whether a text is a command: its first character that is no blank or comment is a dot. */
    public static boolean isCommand(String text) {
        return bare(text).startsWith(".");
    }

    /** Whether a text is a command that only looks. */
    public static boolean isShow(String text) {
        String bare = bare(text);
        return bare.startsWith(".") && SHOW.matcher(bare).lookingAt();
    }

    /** Without blanks and comments before the first word. */
    private static String bare(String text) {
        String rest = text.stripLeading();
        while (rest.startsWith("//")) {
            int end = rest.indexOf('\n');
            rest = end < 0 ? "" : rest.substring(end).stripLeading();
        }
        return rest;
    }

    static CommandText of(Source source) {
        String text = source.text();
        int end = text.length();
        int body = -1;
        int pipe = -1;
        int rows = InlineRows.start(text);
        if (rows >= 0) {
            return new CommandText(
                    source, new Cursor(source, Lexer.lex(new Source(text.substring(0, rows)))), rows, pipe);
        }
        StringBuilder words = new StringBuilder(text);
        Matcher guid = GUID.matcher(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean begins = Character.digit(c, 16) >= 0 && (i == 0 || !isWordPart(text.charAt(i - 1)));
            if (begins && guid.region(i, text.length()).lookingAt()) {
                // Cut into tokens it would be numbers and names, or wrong ones; so it stands for one word.
                words.replace(i, guid.end(), "g".repeat(guid.end() - i));
                i = guid.end() - 1;
            } else if (text.startsWith("```", i) || text.startsWith("~~~", i)) {
                int close = text.indexOf(text.substring(i, i + 3), i + 3);
                i = close < 0 ? text.length() : close + 2;
            } else if (c == '\'' || c == '"') {
                i = endOfString(text, i);
            } else if (text.startsWith("//", i)) {
                int line = text.indexOf('\n', i);
                i = line < 0 ? text.length() : line;
            } else if (text.startsWith("<|", i)) {
                body = i + 2;
                end = i;
                break;
            } else if (c == '|') {
                pipe = i;
                end = i;
                break;
            }
        }
        Source head = new Source(words.substring(0, end));
        return new CommandText(source, new Cursor(source, Lexer.lex(head)), body, pipe);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    /** Half a character, one of two that belong together, can be written to no file and no catalogue. */
    private static Name whole(Name name) {
        if (!isWhole(name.text())) {
            throw Problem.SEMANTIC.at(name.span(), "The text holds half a character: an unpaired surrogate.");
        }
        return name;
    }

    static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** The place of the quote that ends a string. */
    static int endOfString(String text, int start) {
        boolean verbatim = start > 0 && text.charAt(start - 1) == '@';
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != text.charAt(start)) {
            i += !verbatim && text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    Cursor cursor() {
        return cursor;
    }

    /** Steps over words, {@code show tables}; dashed words count as one. */
    boolean accept(String words) {
        int mark = cursor.mark();
        for (String word : words.split(" ")) {
            if (!cursor.atName() || !cursor.dashedWord("a word").text().equals(word)) {
                cursor.reset(mark);
                return false;
            }
        }
        return true;
    }

    /** Steps over a name, {@code T}, {@code 'T'}, {@code D.T} or {@code *}. */
    boolean acceptName() {
        if (cursor.accept("*")) {
            return true;
        }
        do {
            if (cursor.peek().kind() != Token.Kind.STRING && !cursor.atName()) {
                return false;
            }
            cursor.next();
        } while (cursor.accept("."));
        return true;
    }

    /** The name of a table or database; also as text in quotes. */
    Name name(String what) {
        Token token = cursor.peek();
        if (token.kind() == Token.Kind.STRING) {
            cursor.next();
            return whole(new Name(token.text(), token.span()));
        }
        return whole(cursor.name(what));
    }

    /** A text in quotes. */
    Name text(String what) {
        Token token = cursor.peek();
        if (token.kind() != Token.Kind.STRING) {
            throw cursor.expected(what);
        }
        cursor.next();
        return whole(new Name(token.text(), token.span()));
    }

    /** A guid, in quotes or not. */
    String guid() {
        Token first = cursor.peek();
        if (first.kind() == Token.Kind.STRING) {
            return cursor.next().text();
        }
        int start = first.span().start();
        Matcher guid = GUID.matcher(source.text()).region(start, source.text().length());
        if (!guid.lookingAt()) {
            throw cursor.expected("a guid");
        }
        while (!cursor.atEnd() && cursor.peek().span().start() < guid.end()) {
            cursor.next();
        }
        return guid.group();
    }

    /** {@code (id, …)}: guids. */
    List<String> guids() {
        cursor.expect("(");
        List<String> ids = new ArrayList<>();
        do {
            ids.add(guid());
        } while (cursor.accept(","));
        cursor.expect(")");
        return ids;
    }

    /** A whole number. */
    long count() {
        Token token = cursor.peek();
        try {
            long count = Long.parseLong(token.text());
            cursor.next();
            return count;
        } catch (NumberFormatException e) {
            throw cursor.expected("a whole number");
        }
    }

    boolean hasBody() {
        return bodyStart >= 0;
    }

    /** Texts in quotes one behind the other, which are one text. */
    Name texts(String what) {
        Name first = text(what);
        StringBuilder all = new StringBuilder(first.text());
        Span span = first.span();
        while (cursor.peek().kind() == Token.Kind.STRING) {
            Token next = cursor.next();
            all.append(next.text());
            span = span.to(next.span());
        }
        return whole(new Name(all.toString(), span));
    }

    private Name value() {
        Token value = cursor.next();
        if (value.kind() == Token.Kind.OPERATOR || value.kind() == Token.Kind.END) {
            throw Problem.EXPECTED.at(value.span(), "a value", "'" + value.text() + "'");
        }
        return new Name(value.text(), value.span());
    }

    /** {@code with (name = value, …)}: properties by lower-case name; empty where there is none. */
    Map<String, Name> properties() {
        Map<String, Name> properties = new LinkedHashMap<>();
        if (!cursor.accept("with")) {
            return properties;
        }
        cursor.expect("(");
        while (!cursor.at(")")) {
            Name name = cursor.name("a property");
            cursor.expect("=");
            Name value = cursor.peek().kind() == Token.Kind.STRING ? texts("a value") : value();
            if (properties.put(name.text().toLowerCase(Locale.ROOT), value) != null) {
                throw Problem.SEMANTIC.at(name.span(), "The property '" + name.text() + "' is given twice.");
            }
            if (!cursor.accept(",")) {
                break;
            }
        }
        cursor.expect(")");
        return properties;
    }

    /** Whether a property is given as true. */
    static boolean isTrue(Map<String, Name> properties, String name) {
        Name value = properties.get(name);
        return value != null && value.text().equalsIgnoreCase("true");
    }

    /** Refuses properties the command doesn't know, so that none is ignored in silence. */
    static void only(Map<String, Name> properties, String... known) {
        for (Map.Entry<String, Name> property : properties.entrySet()) {
            if (!java.util.Set.of(known).contains(property.getKey())) {
                throw Problem.NOT_SUPPORTED.at(property.getValue().span(), "The property '" + property.getKey() + "'");
            }
        }
    }

    /** Refuses what is left over. */
    void end() {
        if (!cursor.atEnd() && !cursor.accept(";") || !cursor.atEnd()) {
            throw cursor.expected("the end of the command");
        }
    }

    /** What follows {@code <|}, as it stands. */
    String body() {
        requireBody();
        return source.text().substring(bodyStart);
    }

    /** What follows {@code <|} at its own place in the text, so that positions in it are those of the whole. */
    String bodyInPlace() {
        requireBody();
        return blank(source.text().substring(0, bodyStart)) + source.text().substring(bodyStart);
    }

    private void requireBody() {
        if (bodyStart < 0) {
            throw cursor.expected("'<|'");
        }
    }

    public boolean isPiped() {
        return pipeStart >= 0;
    }

    /** The query piped behind the command, in place, with a table's name where the command stood. */
    public String pipeline(String table) {
        String head = source.text().substring(0, pipeStart);
        String padded = blank(head);
        int room = head.length() - head.stripLeading().length();
        return padded.substring(0, room)
                + table
                + padded.substring(Math.min(padded.length(), room + table.length()))
                + source.text().substring(pipeStart);
    }

    private static String blank(String text) {
        return text.replaceAll("[^\n]", " ");
    }

    KqlException in(KqlException problem) {
        return problem.in(source);
    }
}
