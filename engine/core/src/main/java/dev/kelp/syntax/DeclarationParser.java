package dev.kelp.syntax;

import dev.kelp.syntax.Expr.ColumnSyntax;
import dev.kelp.syntax.Expr.Parameter;
import dev.kelp.syntax.Token.Kind;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a let declares: functions with their parameters, and types and column lists wherever they stand. */
final class DeclarationParser {
    private final Cursor cursor;
    private final ExprParser exprs;
    private final Function<String, List<Statement>> statements;

    DeclarationParser(Cursor cursor, ExprParser exprs, Function<String, List<Statement>> statements) {
        this.cursor = cursor;
        this.exprs = exprs;
        this.statements = statements;
    }

    Expr letValue() {
        if (cursor.at("view") && cursor.peek(1).is("(")) {
            cursor.next();
            return function(true);
        }
        boolean params = cursor.at("(")
                && (cursor.peek(1).is(")") && cursor.peek(2).is("{")
                        || (cursor.peek(1).kind() == Kind.NAME || cursor.peek(1).kind() == Kind.QUOTED_NAME)
                                && cursor.peek(2).is(":"));
        return params ? function(false) : exprs.tabular();
    }

    private Expr function(boolean view) {
        int start = cursor.mark();
        return block(parameters(), view, "{", "}", start);
    }

    /** Statements between two words as a function's body. */
    Expr.Function block(List<Parameter> parameters, boolean view, String open, String close, int start) {
        cursor.expect(open);
        List<Statement> body = statements.apply(close);
        cursor.expect(close);
        return new Expr.Function(parameters, body, view, cursor.since(start));
    }

    /** {@code (a: long = 5, T: (x: long), U: (*))}. */
    List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        cursor.expect("(");
        while (!cursor.at(")")) {
            int start = cursor.mark();
            Cursor.Name name = cursor.name("the name of a parameter");
            cursor.expect(":");
            if (cursor.at("(")) {
                cursor.next();
                List<ColumnSyntax> columns = cursor.accept("*") ? List.of() : columnList(")");
                cursor.expect(")");
                parameters.add(new Parameter(name.text(), null, null, columns, cursor.since(start)));
            } else {
                KqlType type = type();
                Expr.Literal value = cursor.accept("=") ? exprs.literal("a literal") : null;
                parameters.add(new Parameter(name.text(), type, value, List.of(), cursor.since(start)));
            }
            if (!cursor.accept(",")) {
                break;
            }
        }
        cursor.expect(")");
        return parameters;
    }

    /** {@code name: type, …} up to (not including) the closing word. */
    List<ColumnSyntax> columnList(String close) {
        List<ColumnSyntax> columns = new ArrayList<>();
        while (!cursor.at(close)) {
            int start = cursor.mark();
            if (cursor.at("true") || cursor.at("false")) {
                throw Problem.NEEDS_BRACKETS.at(
                        cursor.peek().span(), cursor.peek().text());
            }
            Cursor.Name name = cursor.name("a column name");
            cursor.expect(":");
            KqlType type = type();
            columns.add(new ColumnSyntax(name.text(), type, cursor.since(start)));
            if (!cursor.accept(",")) {
                break;
            }
        }
        return columns;
    }

    KqlType type() {
        Cursor.Name name = cursor.name("a type");
        Optional<KqlType> type = KqlType.named(name.text());
        if (type.isPresent()) {
            return type.get();
        }
        KqlException problem = Problem.UNKNOWN_TYPE
                .at(name.span(), name.text())
                .hint("The types are bool, datetime, decimal, dynamic, guid, int, long, real, string and timespan.");
        ParseTrace trace = cursor.trace();
        if (trace == null) {
            throw problem;
        }
        trace.problem(problem);
        return KqlType.DYNAMIC;
    }
}
