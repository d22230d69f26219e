package dev.kelp.syntax;

import dev.kelp.syntax.Expr.Item;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** What operators stand between: literals, names, calls, paths and parentheses. */
final class OperandParser {
    private final Cursor cursor;
    private final ExprParser exprs;

    OperandParser(Cursor cursor, ExprParser exprs) {
        this.cursor = cursor;
        this.exprs = exprs;
    }

    Expr primary() {
        return postfix(atom());
    }

    Expr postfix(Expr target) {
        Expr result = target;
        while (true) {
            if (cursor.at(".")) {
                cursor.next();
                if (cursor.at("[")) {
                    cursor.next();
                    Expr index = exprs.expr();
                    Token close = cursor.expect("]");
                    result = new Expr.Index(result, index, result.span().to(close.span()));
                    continue;
                }
                Cursor.Name wild = isDatabase(result) ? cursor.wildcard() : null;
                if (wild != null) {
                    Expr all = new Expr.Wildcard(wild.text(), wild.span());
                    return new Expr.Index(result, all, result.span().to(wild.span()));
                }
                if (cursor.trace() != null) {
                    cursor.trace().member(cursor.peek(), result);
                }
                Cursor.Name member = cursor.name("a property name");
                if (cursor.at("(") && !(result instanceof Expr.Literal)) {
                    // database('x').T and cluster('c').database('d') read like calls on a value
                    Expr call = call(member);
                    result = new Expr.Index(result, call, result.span().to(call.span()));
                    continue;
                }
                result = new Expr.Member(result, member.text(), result.span().to(member.span()));
            } else if (cursor.at("[")
                    && cursor.peek().span().start() == result.span().end()) {
                cursor.next();
                Expr index = exprs.expr();
                Token close = cursor.expect("]");
                result = new Expr.Index(result, index, result.span().to(close.span()));
            } else {
                return result;
            }
        }
    }

    /** Whether what follows after a dot are tables, of which {@code *} may mean several. */
    private static boolean isDatabase(Expr expr) {
        Expr last = expr instanceof Expr.Index index ? index.index() : expr;
        return last instanceof Expr.Call call && call.function().equals("database");
    }

    private Expr atom() {
        Token token = cursor.peek();
        switch (token.kind()) {
            case STRING, LONG, REAL, TIMESPAN, TYPED:
                cursor.next();
                return exprs.literal(exprs.joined(token), false, token.span());
            case QUOTED_NAME:
                cursor.next();
                return new Expr.Name(token.text(), token.span());
            case NAME:
                return nameOrCall();
            case OPERATOR:
                if (token.is("(")) {
                    cursor.next();
                    Expr inner = exprs.tabular();
                    cursor.expect(")");
                    return inner;
                }
                if (token.is("*")) {
                    cursor.next();
                    return new Expr.Star(token.span());
                }
                return missing();
            case END:
            default:
                return missing();
        }
    }

    private Expr missing() {
        cursor.missing("an expression");
        return ParseTrace.nothing(cursor.peek());
    }

    private Expr nameOrCall() {
        Token token = cursor.peek();
        if (token.is("true") || token.is("false")) {
            cursor.next();
            return new Expr.Literal(KqlType.BOOL, token.is("true"), token.span());
        }
        if (token.is("not") && !cursor.peek(1).is("(")) {
            throw Problem.SYNTAX.at(token.span(), "not is a function.").hint("Write not(…).");
        }
        Cursor.Name name = cursor.name("an expression");
        if (name.text().equals("entity_group") && cursor.accept("[")) {
            List<Expr> entities = new ArrayList<>();
            do {
                entities.add(primary());
            } while (cursor.accept(","));
            Token close = cursor.expect("]");
            return new Expr.EntityGroup(entities, name.span().to(close.span()));
        }
        if (cursor.at("(")) {
            return name.text().equals("typeof") ? typeOf(name) : call(name);
        }
        return new Expr.Name(name.text(), name.span());
    }

    private Expr typeOf(Cursor.Name name) {
        cursor.expect("(");
        KqlType type = exprs.type();
        Token close = cursor.expect(")");
        return new Expr.TypeOf(type, name.span().to(close.span()));
    }

    private Expr call(Cursor.Name name) {
        cursor.expect("(");
        List<Item> arguments = new ArrayList<>();
        ParseTrace trace = cursor.trace();
        if (trace != null) {
            trace.argument(name.text(), 0);
        }
        while (!cursor.at(")")) {
            arguments.add(exprs.item(true));
            if (!cursor.accept(",")) {
                break;
            }
            if (trace != null) {
                trace.argumentEnds();
                trace.argument(name.text(), arguments.size());
            }
        }
        if (trace != null) {
            trace.argumentEnds();
        }
        Token close = cursor.expect(")");
        Span span = name.span().to(close.span());
        return new Expr.Call(name.text(), arguments, name.span(), span);
    }
}
