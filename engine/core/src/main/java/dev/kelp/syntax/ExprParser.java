package dev.kelp.syntax;

import dev.kelp.syntax.Expr.Item;
import dev.kelp.syntax.Token.Kind;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Expressions by precedence climbing; pipelines where a table may stand. */
public final class ExprParser {
    private final Cursor cursor;
    private final OperandParser operands;
    private final PipelineParser pipelines;
    private final DeclarationParser declarations;
    private boolean searching;

    ExprParser(Cursor cursor, OperatorTable operators, Function<String, List<Statement>> statements) {
        this.cursor = cursor;
        this.operands = new OperandParser(cursor, this);
        this.pipelines = new PipelineParser(cursor, operators, this);
        this.declarations = new DeclarationParser(cursor, this, statements);
    }

    /** A scalar expression. */
    public Expr expr() {
        return or();
    }

    /** The predicate of search and find, in which {@code column:'text'} may stand. */
    public Expr searchPredicate() {
        boolean before = searching;
        searching = true;
        try {
            return expr();
        } finally {
            searching = before;
        }
    }

    /** A table: a source and the operators piped after it; or a scalar where that is all there is. */
    public Expr tabular() {
        return pipelines.tabular();
    }

    /** Operators without a source, as in {@code mv-apply x on (summarize …)} and {@code partition by k (top 1 by x)}. */
    public List<OperatorSyntax> subpipeline() {
        return pipelines.subpipeline();
    }

    /** A table as union takes them: a name, a call, a pipeline in parentheses, or several by a name with {@code *}. */
    public Expr entity() {
        Cursor.Name wild = cursor.wildcard();
        return wild == null ? tableOperand() : new Expr.Wildcard(wild.text(), wild.span());
    }

    /** A table as an operand of join or union: a name, a call, or a pipeline in parentheses. */
    public Expr tableOperand() {
        cursor.mayBe("a table");
        return operands.primary();
    }

    DeclarationParser declarations() {
        return declarations;
    }

    /** Statements between two words, the last one their value: a sub-query with lets of its own. */
    public Expr.Function block(String open, String close) {
        return declarations.block(List.of(), false, open, close, cursor.mark());
    }

    /** {@code name: type, …} up to (not including) the closing word. */
    public List<Expr.ColumnSyntax> columnList(String close) {
        return declarations.columnList(close);
    }

    public KqlType type() {
        return declarations.type();
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
        return literal(joined(cursor.next()), negative, cursor.since(start));
    }

    Expr.Literal literal(Token token, boolean negative, Span span) {
        ParseTrace trace = cursor.trace();
        if (trace == null) {
            return Literals.of(token, negative, span, cursor.source());
        }
        Expr.Literal unknown = new Expr.Literal(KqlType.named(token.type()).orElse(KqlType.DYNAMIC), null, span);
        return trace.isUnreadable(token)
                ? unknown
                : trace.apart(() -> Literals.of(token, negative, span, cursor.source()), e -> unknown);
    }

    Token joined(Token token) {
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
        if (token.kind() == Kind.NAME && Words.NEED_BRACKETS.contains(token.text())) {
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

    /** Comparisons of one kind don't chain: neither two equalities, lists or ranges, nor two of size, nor two of texts. */
    private Expr comparison() {
        Expr left = sum();
        Set<Words.Comparison> kinds = EnumSet.noneOf(Words.Comparison.class);
        while (true) {
            Token op = cursor.peek();
            Words.Comparison kind = Words.comparison(op.text());
            boolean word = op.kind() == Kind.NAME || op.kind() == Kind.OPERATOR;
            if (kind != null && word && !kinds.add(kind)) {
                throw Problem.SYNTAX
                        .at(op.span(), "A comparison can't be compared again by '" + op.text() + "'.")
                        .hint("Put the first comparison in parentheses.");
            }
            if (cursor.trace() != null) {
                Words.offer(cursor, left);
            }
            if (word && Words.LISTS.contains(op.text())) {
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
            } else if (word && Words.COMPARISONS.contains(op.text())) {
                cursor.next();
                String name = op.text();
                if (name.equals("matches")) {
                    cursor.expect("regex");
                    name = "matches regex";
                } else if (name.equals("<>")) {
                    name = "!=";
                }
                if (cursor.trace() != null) {
                    cursor.trace().rightOf(cursor.peek(), name, left);
                }
                left = binary(op, name, left, sum());
            } else if (searching && op.is(":")) {
                cursor.next();
                left = binary(op, ":", left, sum());
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
            Expr right = operands.primary();
            return new Expr.In(op.text(), left, List.of(right), left.span().to(right.span()));
        }
        cursor.next();
        List<Expr> items = new ArrayList<>();
        ParseTrace trace = cursor.trace();
        if (trace != null) {
            trace.argument(op.text(), 0);
        }
        while (!cursor.at(")")) {
            if (trace != null) {
                trace.rightOf(cursor.peek(), op.text(), left);
            }
            items.add(tabular());
            if (!cursor.accept(",")) {
                break;
            }
        }
        if (trace != null) {
            trace.rightOf(cursor.peek(), op.text(), left);
            trace.argumentEnds();
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
                return operands.postfix(literal(cursor.next(), true, cursor.since(start)));
            }
            Expr operand = unary();
            return new Expr.Unary(op.text(), operand, op.span().to(operand.span()));
        }
        return operands.primary();
    }
}
