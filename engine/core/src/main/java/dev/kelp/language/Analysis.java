package dev.kelp.language;

import dev.kelp.bind.BindTrace;
import dev.kelp.bind.Binder;
import dev.kelp.bind.Session;
import dev.kelp.operators.Operators;
import dev.kelp.syntax.Caret;
import dev.kelp.syntax.Lexer;
import dev.kelp.syntax.ParseTrace;
import dev.kelp.syntax.QueryParser;
import dev.kelp.syntax.Statement;
import dev.kelp.syntax.Token;
import dev.kelp.tables.TableCatalog;
import dev.kelp.text.Source;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text read and bound as far as it goes.
 *
 * @param text the whole of it
 * @param command its command, null for a query
 * @param tokens those of the query in it, with the offsets of the text
 */
record Analysis(
        String text,
        @Nullable CommandParts command,
        List<Token> tokens,
        List<Statement> statements,
        ParseTrace parse,
        BindTrace bind) {

    static Analysis of(String text, TableCatalog catalog, String database) {
        CommandParts command = CommandParts.isCommand(text) ? CommandParts.of(text) : null;
        Source source = new Source(command == null ? text : command.query());
        ParseTrace parse = new ParseTrace();
        List<Token> tokens = Lexer.lex(source, parse);
        return of(text, command, source, tokens, parse, catalog, database);
    }

    /** A query up to a place, with a name there that is still to be written. */
    static Analysis upTo(
            Source source, List<Token> before, int start, ParseTrace parse, TableCatalog catalog, String database) {
        List<Token> tokens = new ArrayList<>(before);
        tokens.add(new Token(Token.Kind.NAME, Caret.NAME, "", new Span(start, start)));
        tokens.add(new Token(Token.Kind.END, "", "", new Span(start, start)));
        return of(source.text(), null, source, tokens, parse, catalog, database);
    }

    private static Analysis of(
            String text,
            @Nullable CommandParts command,
            Source source,
            List<Token> tokens,
            ParseTrace parse,
            TableCatalog catalog,
            String database) {
        BindTrace bind = new BindTrace();
        List<Statement> statements = List.of();
        try {
            statements = QueryParser.parse(source, tokens, Operators.ALL, parse);
            Session session = new Session(catalog, database, 0, Map.of());
            session.trace(bind);
            Binder.bind(statements, session, Operators.ALL);
        } catch (RuntimeException | StackOverflowError e) {
            // What was found until then is true.
        }
        return new Analysis(text, command, tokens, statements, parse, bind);
    }

    /** The token at a place, or the one that ends there. */
    Optional<Token> tokenAt(int offset) {
        Token ending = null;
        for (Token token : tokens) {
            if (token.kind() == Token.Kind.END) {
                break;
            }
            if (token.span().start() <= offset && offset < token.span().end()) {
                return Optional.of(token);
            }
            if (token.span().end() == offset) {
                ending = token;
            }
        }
        return Optional.ofNullable(ending);
    }

    /** The innermost operator around a place. */
    Optional<ParseTrace.Placed> operatorAt(int offset) {
        return parse.operators().stream()
                .filter(o -> o.span().start() <= offset && offset <= o.span().end())
                .findFirst();
    }
}
