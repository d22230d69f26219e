package dev.kelp.language;

import dev.kelp.operators.Operators;
import dev.kelp.syntax.Lexer;
import dev.kelp.syntax.ParseTrace;
import dev.kelp.syntax.QueryParser;
import dev.kelp.syntax.Statement;
import dev.kelp.syntax.Token;
import dev.kelp.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lays queries out anew. What would read differently afterwards is left as it is. */
final class Formatter {
    /** What a tree's text says of places. */
    private static final Pattern PLACES = Pattern.compile("Span\\[start=\\d+, end=\\d+]");

    private Formatter() {}

    static String format(String text) {
        if (CommandParts.isCommand(text)) {
            return text;
        }
        Source source = new Source(text);
        ParseTrace trace = new ParseTrace();
        List<Token> tokens = Lexer.lex(source, trace);
        List<Statement> statements = QueryParser.parse(source, tokens, Operators.ALL, trace);
        if (!trace.problems().isEmpty() || statements.isEmpty()) {
            return text;
        }
        String formatted = new Layout(Piece.all(text, tokens), new Spacing(text, trace)).print();
        return same(text, statements, formatted) ? formatted : text;
    }

    private static boolean same(String text, List<Statement> statements, String formatted) {
        Source source = new Source(formatted);
        ParseTrace trace = new ParseTrace();
        List<Token> tokens = Lexer.lex(source, trace);
        List<Statement> again = QueryParser.parse(source, tokens, Operators.ALL, trace);
        return trace.problems().isEmpty()
                && written(text).equals(written(formatted))
                && shape(statements).equals(shape(again));
    }

    private static String shape(List<Statement> statements) {
        return PLACES.matcher(statements.toString()).replaceAll("");
    }

    /** The tokens and comments as they are written. */
    private static List<String> written(String text) {
        List<String> all = new ArrayList<>();
        for (Piece piece : Piece.all(text, Lexer.lex(new Source(text)))) {
            piece.comments().forEach(c -> all.add(c.text()));
            all.add(piece.text());
        }
        return all;
    }
}
