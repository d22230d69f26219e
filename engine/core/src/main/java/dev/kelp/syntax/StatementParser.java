package dev.kelp.syntax;

import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rarer statements: patterns, query parameters, aliases, restrictions. */
final class StatementParser {
    private final Cursor cursor;
    private final ExprParser exprs;

    StatementParser(Cursor cursor, ExprParser exprs) {
        this.cursor = cursor;
        this.exprs = exprs;
    }

    /** {@code query_parameters(a: long = 5)}, after {@code declare}. */
    Statement queryParameters(int start) {
        cursor.expect("query_parameters");
        return new Statement.DeclareParameters(exprs.declarations().parameters(), cursor.since(start));
    }

    /** {@code database name = database('d')}, after {@code alias}. */
    Statement alias(int start) {
        cursor.expect("database");
        Cursor.Name name = cursor.name("a name");
        cursor.expect("=");
        return new Statement.Alias(name, exprs.tableOperand(), cursor.since(start));
    }

    /** {@code access to (T, V*)}, after {@code restrict}. */
    Statement restrict(int start) {
        cursor.expect("access");
        cursor.expect("to");
        cursor.expect("(");
        List<Expr> entities = new ArrayList<>();
        do {
            entities.add(exprs.entity());
        } while (cursor.accept(","));
        cursor.expect(")");
        if (cursor.accept("with")) {
            // Identities are the cloud's.
            cursor.expect("(");
            do {
                cursor.name("a setting");
                cursor.expect("=");
                exprs.literal("true or false");
            } while (cursor.accept(","));
            cursor.expect(")");
        }
        return new Statement.Restrict(entities, cursor.since(start));
    }

    /** {@code name = (a: string)[path: string] { ('x').['y'] = { table }; }}, after {@code declare pattern}. */
    Statement pattern(int start) {
        Cursor.Name name = cursor.name("the name of a pattern");
        if (!cursor.accept("=")) {
            return new Statement.Pattern(name, List.of(), null, List.of(), cursor.since(start));
        }
        List<Expr.Parameter> parameters = exprs.declarations().parameters();
        Expr.Parameter path = null;
        if (cursor.accept("[")) {
            int at = cursor.mark();
            Cursor.Name pathName = cursor.name("the name of the path");
            cursor.expect(":");
            path = new Expr.Parameter(pathName.text(), exprs.type(), null, List.of(), cursor.since(at));
            cursor.expect("]");
        }
        for (Expr.Parameter parameter : parameters) {
            checkString(parameter);
        }
        if (path != null) {
            checkString(path);
        }
        cursor.expect("{");
        List<Statement.Case> cases = new ArrayList<>();
        while (!cursor.at("}")) {
            cases.add(patternCase(path));
            while (cursor.accept(";")) {
                continue;
            }
        }
        cursor.expect("}");
        return new Statement.Pattern(name, parameters, path, cases, cursor.since(start));
    }

    private static void checkString(Expr.Parameter parameter) {
        if (parameter.type() != KqlType.STRING) {
            throw Problem.SYNTAX.at(parameter.span(), "What a pattern takes is a string.");
        }
    }

    private Statement.Case patternCase(Expr.@Nullable Parameter path) {
        int start = cursor.mark();
        List<String> arguments = new ArrayList<>();
        cursor.expect("(");
        do {
            arguments.add(text());
        } while (cursor.accept(","));
        cursor.expect(")");
        String value = null;
        if (path != null) {
            cursor.expect(".");
            Token token = cursor.peek();
            if (token.kind() == Token.Kind.QUOTED_NAME) {
                value = cursor.next().text();
            } else {
                cursor.expect("[");
                value = text();
                cursor.expect("]");
            }
        }
        cursor.expect("=");
        Expr.Function function = exprs.block("{", "}");
        return new Statement.Case(arguments, value, function, cursor.since(start));
    }

    private String text() {
        Expr.Literal literal = exprs.literal("a string");
        if (literal.type() != KqlType.STRING) {
            throw Problem.EXPECTED.at(literal.span(), "a string", "another literal");
        }
        return String.valueOf(literal.value());
    }
}
