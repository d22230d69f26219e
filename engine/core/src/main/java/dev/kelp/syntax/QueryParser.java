package dev.kelp.syntax;

import dev.kelp.syntax.Token.Kind;
import dev.kelp.text.KqlException;
import dev.kelp.text.Source;
import java.util.ArrayList;
import java.util.List;

/** Statements of a query text, separated by semicolons (R12). */
public final class QueryParser {
    private final Cursor cursor;
    private final ExprParser exprs;
    private final StatementParser statementParser;

    private QueryParser(Cursor cursor, OperatorTable operators) {
        this.cursor = cursor;
        this.exprs = new ExprParser(cursor, operators, this::statements);
        this.statementParser = new StatementParser(cursor, exprs);
    }

    /** @throws KqlException a syntax error with its place in the source */
    public static List<Statement> parse(Source source, OperatorTable operators) {
        try {
            QueryParser parser = new QueryParser(new Cursor(source, Lexer.lex(source)), operators);
            List<Statement> statements = parser.statements("}");
            if (!parser.cursor.atEnd()) {
                throw parser.cursor.expected("'|', ';' or the end of the query");
            }
            return statements;
        } catch (KqlException e) {
            throw e.in(source);
        }
    }

    /** The statements of any text; what is wrong with it is noted in the trace. */
    public static List<Statement> parse(Source source, List<Token> tokens, OperatorTable operators, ParseTrace trace) {
        QueryParser parser = new QueryParser(new Cursor(source, tokens, trace), operators);
        List<Statement> statements = new ArrayList<>(parser.statements("}"));
        while (!parser.cursor.atEnd()) {
            // A closing brace that nothing opened.
            trace.note(parser.cursor.expected("the end of the query"));
            parser.cursor.next();
            statements.addAll(parser.statements("}"));
        }
        return statements;
    }

    /** Statements up to what closes them: a function's body, or a sub-query. */
    private List<Statement> statements(String close) {
        List<Statement> statements = new ArrayList<>();
        while (!cursor.atEnd() && !cursor.at(close)) {
            if (cursor.accept(";")) {
                continue;
            }
            ParseTrace trace = cursor.trace();
            if (trace != null) {
                trace.apart(() -> statements.add(statement()), e -> false);
                Recovery.toEndOfStatement(cursor, trace, close);
                continue;
            }
            statements.add(statement());
            if (!cursor.atEnd() && !cursor.at(close) && !cursor.at(";")) {
                throw cursor.expected("'|', ';' or the end of the query");
            }
        }
        return statements;
    }

    private Statement statement() {
        int start = cursor.mark();
        if (cursor.at("let") && cursor.peek(1).kind() != Kind.OPERATOR) {
            cursor.next();
            Cursor.Name name = cursor.name("a name");
            cursor.expect("=");
            Expr value = exprs.declarations().letValue();
            return new Statement.Let(name, value, cursor.since(start));
        }
        if (cursor.at("set") && cursor.peek(1).kind() == Kind.NAME) {
            cursor.next();
            Cursor.Name name = cursor.name("the name of an option");
            Expr.Literal value = cursor.accept("=") ? exprs.literal("a value") : null;
            return new Statement.SetOption(name, value, cursor.since(start));
        }
        if (cursor.at("declare") && cursor.peek(1).kind() == Kind.NAME) {
            cursor.next();
            return cursor.accept("pattern") ? statementParser.pattern(start) : statementParser.queryParameters(start);
        }
        if (cursor.at("alias") && cursor.peek(1).kind() == Kind.NAME) {
            cursor.next();
            return statementParser.alias(start);
        }
        if (cursor.at("restrict") && cursor.peek(1).kind() == Kind.NAME) {
            cursor.next();
            return statementParser.restrict(start);
        }
        Expr expr = exprs.tabular();
        return new Statement.Query(expr, cursor.since(start));
    }
}
