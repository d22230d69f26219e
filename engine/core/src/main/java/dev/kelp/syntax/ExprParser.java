package dev.kelp.syntax;

import dev.kelp.syntax.Expr.ColumnSyntax;
import dev.kelp.syntax.Expr.Item;
import dev.kelp.syntax.Expr.Parameter;
import dev.kelp.syntax.Token.Kind;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.text.Suggestions;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Expressions by precedence climbing; pipelines where a table may stand. */
public final class ExprParser {
    private static final Set<String> COMPARISONS = Set.of(
            "==",
            "!=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "=~",
            "!~",
            "has",
            "!has",
            "has_cs",
            "!has_cs",
            "hasprefix",
            "!hasprefix",
            "hasprefix_cs",
            "!hasprefix_cs",
            "hassuffix",
            "!hassuffix",
            "hassuffix_cs",
            "!hassuffix_cs",
            "contains",
            "!contains",
            "contains_cs",
            "!contains_cs",
            "startswith",
            "!startswith",
            "startswith_cs",
            "!startswith_cs",
            "endswith",
            "!endswith",
            "endswith_cs",
            "!endswith_cs",
            "matches");
    private static final Set<String> LISTS = Set.of("in", "in~", "!in", "!in~", "has_any", "has_all");

    private static final Set<String> NEED_BRACKETS = Set.of(
            "first",
            "last",
            "asc",
            "desc",
            "missing",
            "has",
            "to",
            "and",
            "or",
            "by",
            "in",
            "contains",
            "startswith",
            "endswith",
            "hasprefix",
            "hassuffix",
            "between",
            "matches",
            "has_any",
            "has_all",
            "nulls");

    private final Cursor cursor;
    private final OperatorTable operators;
    private final Supplier<List<Statement>> statements;

    ExprParser(Cursor cursor, OperatorTable operators, Supplier<List<Statement>> statements) {
        this.cursor = cursor;
        this.operators = operators;
        this.statements = statements;
    }

    /** A scalar expression. */
    public Expr expr() {
        return or();
    }

    /** A table: a source and the operators piped after it; or a scalar where that is all there is. */
    public Expr tabular() {
        int start = cursor.mark();
        Expr source = source();
        return pipes(source, start);
    }

    /** A table as an operand of join or union: a name, a call, or a pipeline in parentheses. */
    public Expr tableOperand() {
        return primary();
    }

    private Expr source() {
        Token token = cursor.peek();
        if (token.kind() == Kind.NAME) {
            int mark = cursor.mark();
            Cursor.Name word = cursor.dashedWord("a table");
            Optional<OperatorTable.OperatorParser> parser = operators.source(word.text());
            if (parser.isPresent() && startsSource(word)) {
                OperatorSyntax operator = parser.get().parse(word, cursor, this);
                return new Expr.SourceOperator(operator, cursor.since(mark));
            }
            cursor.reset(mark);
        }
        return or();
    }

    /** Some source words are functions or column names too: what follows tells. */
    private boolean startsSource(Cursor.Name word) {
        Token next = cursor.peek();
        return switch (word.text()) {
            case "range" -> next.kind() == Kind.NAME || next.kind() == Kind.QUOTED_NAME;
            case "print" ->
                !next.is("|") && !next.is(",") && !next.is(")") && !next.is("=") && !next.is("==") || next.is("|");
            case "datatable", "externaldata" -> next.is("(") || next.is("[");
            default -> !next.is(",") && !next.is(")") && !next.is("=") && !next.is(".") && next.kind() != Kind.END;
        };
    }

    private Expr pipes(Expr source, int start) {
        if (!cursor.at("|")) {
            return source;
        }
        List<OperatorSyntax> ops = new ArrayList<>();
        while (cursor.accept("|")) {
            ops.add(pipedOperator());
        }
        return new Expr.Pipeline(source, ops, cursor.since(start));
    }

    /** One operator after a pipe. */
    private OperatorSyntax pipedOperator() {
        Cursor.Name word = cursor.dashedWord("a query operator");
        Optional<OperatorTable.OperatorParser> parser = operators.piped(word.text());
        if (parser.isEmpty()) {
            KqlException problem = Problem.UNKNOWN_OPERATOR.at(word.span(), word.text());
            String hint = Suggestions.didYouMean(word.text(), operators.pipedWords());
            throw hint == null ? problem : problem.hint(hint);
        }
        return parser.get().parse(word, cursor, this);
    }

    /** Operators without a source, as in {@code mv-apply x on (summarize …)} and {@code partition by k (top 1 by x)}. */
    public List<OperatorSyntax> subpipeline() {
        List<OperatorSyntax> ops = new ArrayList<>();
        do {
            ops.add(pipedOperator());
        } while (cursor.accept("|"));
        return ops;
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
        return params ? function(false) : tabular();
    }

    private Expr function(boolean view) {
        int start = cursor.mark();
        List<Parameter> parameters = parameters();
        cursor.expect("{");
        List<Statement> body = statements.get();
        cursor.expect("}");
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
                Expr.Literal value = cursor.accept("=") ? literal("a literal") : null;
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
    public List<ColumnSyntax> columnList(String close) {
        List<ColumnSyntax> columns = new ArrayList<>();
        while (!cursor.at(close)) {
            int start = cursor.mark();
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

    public KqlType type() {
        Cursor.Name name = cursor.name("a type");
        return KqlType.named(name.text()).orElseThrow(() -> {
            KqlException problem = Problem.EXPECTED.at(name.span(), "a type", "'" + name.text() + "'");
            return problem.hint(
                    "The types are bool, datetime, decimal, dynamic, guid, int, long, real, string and timespan.");
        });
    }

    /** A literal, with a sign where it is a number. */
    public Expr.Literal literal(String what) {
        int start = cursor.mark();
        boolean negative = cursor.at("-");
        if (negative || cursor.at("+")) {
            cursor.next();
        }
        Token token = cursor.peek();
        if (token.kind() == Kind.NAME && (token.is("true") || token.is("false"))) {
            cursor.next();
            return new Expr.Literal(KqlType.BOOL, token.is("true"), token.span());
        }
        if (token.kind() == Kind.NAME && KqlType.named(token.text()).isEmpty()
                || token.kind() == Kind.OPERATOR
                || token.kind() == Kind.END
                || token.kind() == Kind.NAME) {
            throw cursor.expected(what);
        }
        return Literals.of(joined(cursor.next()), negative, cursor.since(start), cursor.source());
    }

    private Token joined(Token token) {
        if (token.kind() != Kind.STRING) {
            return token;
        }
        // Adjacent string literals are one (R5).
        Token all = token;
        while (cursor.peek().kind() == Kind.STRING) {
            Token more = cursor.next();
            all = new Token(
                    Kind.STRING, all.text() + more.text(), "", all.span().to(more.span()));
        }
        return all;
    }

    /** {@code x, a = x, (a, b) = x}: at least one. */
    public List<Item> items() {
        List<Item> items = new ArrayList<>();
        do {
            items.add(item(false));
        } while (cursor.accept(","));
        return items;
    }

    /** One item of a list, which may be a table inside a call. */
    public Item item(boolean tabularToo) {
        int start = cursor.mark();
        List<Cursor.Name> names = new ArrayList<>();
        if (cursor.atAssignment()) {
            names.add(columnName());
            cursor.expect("=");
        } else if (cursor.at("(") && namesInParentheses()) {
            cursor.next();
            do {
                names.add(cursor.name("a name"));
            } while (cursor.accept(","));
            cursor.expect(")");
            cursor.expect("=");
        }
        Expr expr = tabularToo ? tabular() : expr();
        return new Item(names, expr, cursor.since(start));
    }

    /** A name for a new column; some words must be in brackets to be one (R3). */
    public Cursor.Name columnName() {
        Token token = cursor.peek();
        if (token.kind() == Kind.NAME && NEED_BRACKETS.contains(token.text())) {
            throw Problem.NEEDS_BRACKETS.at(token.span(), token.text());
        }
        return cursor.name("a name");
    }

    private boolean namesInParentheses() {
        int ahead = 1;
        while (cursor.peek(ahead).kind() == Kind.NAME || cursor.peek(ahead).kind() == Kind.QUOTED_NAME) {
            if (cursor.peek(ahead + 1).is(")")) {
                return cursor.peek(ahead + 2).is("=");
            }
            if (!cursor.peek(ahead + 1).is(",")) {
                return false;
            }
            ahead += 2;
        }
        return false;
    }

    private Expr or() {
        Expr left = and();
        while (cursor.at("or")) {
            Token op = cursor.next();
            left = binary(op, "or", left, and());
        }
        return left;
    }

    private Expr and() {
        Expr left = comparison();
        while (cursor.at("and")) {
            Token op = cursor.next();
            left = binary(op, "and", left, comparison());
        }
        return left;
    }

    private static Expr binary(Token op, String name, Expr left, Expr right) {
        return new Expr.Binary(name, left, right, op.span(), left.span().to(right.span()));
    }

    private Expr comparison() {
        Expr left = sum();
        while (true) {
            Token op = cursor.peek();
            boolean word = op.kind() == Kind.NAME || op.kind() == Kind.OPERATOR;
            if (word && LISTS.contains(op.text())) {
                cursor.next();
                left = list(op, left);
            } else if (op.is("between") || op.is("!between")) {
                cursor.next();
                cursor.expect("(");
                Expr low = expr();
                cursor.expect("..");
                Expr high = expr();
                Token close = cursor.expect(")");
                left = new Expr.Between(
                        op.is("!between"), left, low, high, left.span().to(close.span()));
            } else if (word && COMPARISONS.contains(op.text())) {
                cursor.next();
                String name = op.text();
                if (name.equals("matches")) {
                    cursor.expect("regex");
                    name = "matches regex";
                } else if (name.equals("<>")) {
                    name = "!=";
                }
                left = binary(op, name, left, sum());
            } else if (word
                    && op.text().startsWith("!")
                    && op.text().length() > 1
                    && Character.isLetter(op.text().charAt(1))) {
                throw Problem.SYNTAX
                        .at(op.span(), "No operator '" + op.text() + "'.")
                        .hint("Negate with not(…).");
            } else {
                return left;
            }
        }
    }

    private Expr list(Token op, Expr left) {
        if (!cursor.at("(")) {
            Expr right = primary();
            return new Expr.In(op.text(), left, List.of(right), left.span().to(right.span()));
        }
        cursor.next();
        List<Expr> items = new ArrayList<>();
        while (!cursor.at(")")) {
            items.add(tabular());
            if (!cursor.accept(",")) {
                break;
            }
        }
        Token close = cursor.expect(")");
        return new Expr.In(op.text(), left, items, left.span().to(close.span()));
    }

    private Expr sum() {
        Expr left = product();
        while (cursor.at("+") || cursor.at("-")) {
            Token op = cursor.next();
            left = binary(op, op.text(), left, product());
        }
        return left;
    }

    private Expr product() {
        Expr left = unary();
        while (cursor.at("*") || cursor.at("/") || cursor.at("%")) {
            Token op = cursor.next();
            left = binary(op, op.text(), left, unary());
        }
        return left;
    }

    private Expr unary() {
        if (cursor.at("-") || cursor.at("+")) {
            int start = cursor.mark();
            Token op = cursor.next();
            Kind kind = cursor.peek().kind();
            if (op.is("-") && (kind == Kind.LONG || kind == Kind.REAL || kind == Kind.TIMESPAN)) {
                return postfix(Literals.of(cursor.next(), true, cursor.since(start), cursor.source()));
            }
            Expr operand = unary();
            return new Expr.Unary(op.text(), operand, op.span().to(operand.span()));
        }
        return primary();
    }

    private Expr primary() {
        return postfix(atom());
    }

    private Expr postfix(Expr target) {
        Expr result = target;
        while (true) {
            if (cursor.at(".")) {
                cursor.next();
                if (cursor.at("[")) {
                    cursor.next();
                    Expr index = expr();
                    Token close = cursor.expect("]");
                    result = new Expr.Index(result, index, result.span().to(close.span()));
                    continue;
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
                Expr index = expr();
                Token close = cursor.expect("]");
                result = new Expr.Index(result, index, result.span().to(close.span()));
            } else {
                return result;
            }
        }
    }

    private Expr atom() {
        Token token = cursor.peek();
        switch (token.kind()) {
            case STRING, LONG, REAL, TIMESPAN, TYPED:
                cursor.next();
                return Literals.of(joined(token), false, token.span(), cursor.source());
            case QUOTED_NAME:
                cursor.next();
                return new Expr.Name(token.text(), token.span());
            case NAME:
                return nameOrCall();
            case OPERATOR:
                if (token.is("(")) {
                    cursor.next();
                    Expr inner = tabular();
                    cursor.expect(")");
                    return inner;
                }
                if (token.is("*")) {
                    cursor.next();
                    return new Expr.Star(token.span());
                }
                throw cursor.expected("an expression");
            case END:
            default:
                throw cursor.expected("an expression");
        }
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
        if (cursor.at("(")) {
            return name.text().equals("typeof") ? typeOf(name) : call(name);
        }
        return new Expr.Name(name.text(), name.span());
    }

    private Expr typeOf(Cursor.Name name) {
        cursor.expect("(");
        KqlType type = type();
        Token close = cursor.expect(")");
        return new Expr.TypeOf(type, name.span().to(close.span()));
    }

    private Expr call(Cursor.Name name) {
        cursor.expect("(");
        List<Item> arguments = new ArrayList<>();
        while (!cursor.at(")")) {
            arguments.add(item(true));
            if (!cursor.accept(",")) {
                break;
            }
        }
        Token close = cursor.expect(")");
        Span span = name.span().to(close.span());
        return new Expr.Call(name.text(), arguments, name.span(), span);
    }
}
