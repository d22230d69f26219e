package dev.kelp.language;

import dev.kelp.commands.Command;
import dev.kelp.commands.CommandText;
import dev.kelp.commands.Commands;
import dev.kelp.syntax.Lexer;
import dev.kelp.syntax.ParseTrace;
import dev.kelp.syntax.Token;
import dev.kelp.text.Source;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A command's text: its words, and the query in it.
 *
 * @param dot where the command begins
 * @param tokens those before the query
 * @param queryStart where the query begins: behind {@code <|}, or with the pipe; the text's length where there is none
 * @param piped whether the query reads what the command answers
 */
record CommandParts(String text, int dot, List<Token> tokens, int queryStart, boolean piped) {
    /** A word of a command, dashes included. */
    record Word(String text, Span span) {}

    /** What follows their {@code <|} is data. */
    private static final Set<String> DATA = Set.of("inline");

    static boolean isCommand(String text) {
        return CommandText.isCommand(text);
    }

    static CommandParts of(String text) {
        List<Token> all = Lexer.lex(new Source(text), new ParseTrace());
        List<Token> head = new ArrayList<>();
        int depth = 0;
        for (Token token : all) {
            if (token.kind() == Token.Kind.END) {
                break;
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (token.is("<|")) {
                boolean data = head.stream().anyMatch(t -> DATA.contains(t.text()));
                int from = data ? text.length() : token.span().end();
                return new CommandParts(text, dot(all), head, from, false);
            }
            if (token.is("|") && depth <= 0) {
                return new CommandParts(text, dot(all), head, token.span().start(), true);
            }
            head.add(token);
        }
        return new CommandParts(text, dot(all), head, text.length(), false);
    }

    private static int dot(List<Token> tokens) {
        return tokens.get(0).span().start();
    }

    /** The query at its place, with blanks before it. */
    String query() {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < queryStart; i++) {
            if (out.charAt(i) != '\n') {
                out.setCharAt(i, ' ');
            }
        }
        return out.toString();
    }

    /** The words after the dot. */
    List<Word> words() {
        List<Word> words = new ArrayList<>();
        for (int i = 1; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() != Token.Kind.NAME) {
                break;
            }
            Span span = token.span();
            while (i + 2 < tokens.size()
                    && isGlued(tokens.get(i + 1), span)
                    && isGluedName(tokens.get(i + 2), tokens.get(i + 1))) {
                span = span.to(tokens.get(i + 2).span());
                i += 2;
            }
            words.add(new Word(text.substring(span.start(), span.end()), span));
        }
        return words;
    }

    private static boolean isGlued(Token dash, Span before) {
        return dash.is("-") && dash.span().start() == before.end();
    }

    private static boolean isGluedName(Token name, Token dash) {
        return name.kind() == Token.Kind.NAME
                && name.span().start() == dash.span().end();
    }

    /** The command that the words begin with, the longest one. */
    Optional<Command> command() {
        String given = String.join(" ", words().stream().map(Word::text).toList()) + " ";
        return Commands.all().stream()
                .filter(c -> given.startsWith(c.words() + " "))
                .max(Comparator.comparing(c -> c.words().length()));
    }

    /** How many words the command's name has. */
    int nameLength() {
        return command().map(c -> c.words().split(" ").length).orElse(0);
    }
}
