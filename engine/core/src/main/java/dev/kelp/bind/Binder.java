package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.OperatorSyntax;
import dev.kelp.syntax.OperatorTable;
import dev.kelp.syntax.QueryParser;
import dev.kelp.syntax.Statement;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import dev.kelp.text.Span;
import dev.kelp.text.Suggestions;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What operators and the binder's parts bind by: tables through {@link TableBinder}, values through {@link ExprBinder}, statements
 * through {@link StatementBinder}.
 */
public final class Binder {
    /** The name of hidden columns that number rows in their order. */
    public static final String ORDINAL = "$ordinal";

    private static final int MAX_DEPTH = 64;

    /** How often definitions and functions are put in their places in one query. */
    private static final int MAX_EXPANSIONS = 20_000;

    private final Session session;
    private final OperatorTable operators;
    private final Scope scope;
    private final int depth;

    private Binder(Session session, OperatorTable operators, Scope scope, int depth) {
        this.session = session;
        this.operators = operators;
        this.scope = scope;
        this.depth = depth;
    }

    /** Binds a query text's statements: one relation per query statement, in order. */
    public static List<Relation> bind(List<Statement> statements, Session session, OperatorTable operators) {
        return new StatementBinder(new Binder(session, operators, new Scope(null), 0)).bind(statements);
    }

    public Session session() {
        return session;
    }

    Scope scope() {
        return scope;
    }

    /** The same in a scope of its own: what is named there is not known outside. */
    public Binder within(Span span) {
        return within(new Scope(scope), span);
    }

    Binder within(Scope inner, Span span) {
        if (depth >= MAX_DEPTH) {
            throw Problem.SEMANTIC.at(span, "Functions call each other more than " + MAX_DEPTH + " deep.");
        }
        if (session.expansion() > MAX_EXPANSIONS) {
            throw Problem.SEMANTIC
                    .at(span, "The query is too large once its definitions stand where they are used.")
                    .hint("Definitions that use earlier ones twice double its size each time.");
        }
        return new Binder(session, operators, inner, depth + 1);
    }

    /** The tables that a sub-query gives for each entity of a group, in which the name means the entity. */
    public List<Relation> expanded(Expr group, Cursor.Name name, Expr.Function subquery, boolean fuzzy) {
        return new EntityGroups(this).expanded(group, name, subquery, fuzzy);
    }

    public Column column(String name, KqlType type) {
        return session.column(name, type);
    }

    // --- tables
    // -------------------------------------------------------------------------------------------------------

    /** Whether the expression names or makes a table; unknown names count as scalar. */
    public boolean isTabular(Expr expr) {
        return new Tabularity(session, scope).isTabular(expr);
    }

    /** Binds a table. Throws where the expression is none. */
    public Relation table(Expr expr) {
        return checked(expr.span(), empty(), () -> notGraph(expr, bound(expr)), () -> withMore(empty()));
    }

    private static Relation notGraph(Expr expr, Relation relation) {
        if (relation.graph() != null) {
            throw Problem.GRAPH
                    .at(expr.span())
                    .hint("Make a table of it: graph-match, graph-to-table and their kin do.");
        }
        return relation;
    }

    /** Binds what a pipe may follow: a table or a graph. */
    Relation tableOrGraph(Expr expr) {
        return checked(expr.span(), empty(), () -> bound(expr), () -> withMore(empty()));
    }

    /** A table, empty where it names one that there isn't. */
    public Optional<Relation> tableIfThere(Expr expr) {
        try {
            Relation there = session.untraced(() -> notGraph(expr, bound(expr)));
            return Optional.of(session.trace() == null ? there : table(expr));
        } catch (KqlException e) {
            if (e.problem() == Problem.UNKNOWN_TABLE || e.problem() == Problem.UNKNOWN_DATABASE) {
                return Optional.empty();
            }
            return Optional.of(table(expr));
        }
    }

    /** What work yields; where it fails and errors are noted, something else in its place. */
    private <T> T checked(Span span, Relation rows, Supplier<T> work, Supplier<T> otherwise) {
        BindTrace trace = session.trace();
        return trace == null ? work.get() : trace.checked(span, rows, work, otherwise);
    }

    /** A table with these columns and others that nobody knows. */
    public Relation withMore(Relation relation) {
        if (relation.graph() != null) {
            return relation;
        }
        List<Plan.Assign> all = new ArrayList<>();
        relation.columns().forEach(c -> all.add(Plan.Assign.of(c)));
        if (!BindTrace.isOpen(relation)) {
            Column more = column(BindTrace.more(), KqlType.DYNAMIC);
            all.add(new Plan.Assign(more, new Scalar.Literal(KqlType.DYNAMIC, null)));
        }
        return relation.project(relation.plan(), all);
    }

    private Relation bound(Expr expr) {
        if (expr instanceof Expr.Pipeline pipeline) {
            Relation relation = tableOrGraph(pipeline.source());
            for (OperatorSyntax op : pipeline.operators()) {
                relation = apply(op, relation);
            }
            return relation;
        }
        if (expr instanceof Expr.SourceOperator source) {
            return source(source.operator());
        }
        if (expr instanceof Expr.Name name) {
            return new TableBinder(this).named(name);
        }
        if (expr instanceof Expr.Call call) {
            return new TableBinder(this).called(call);
        }
        if (expr instanceof Expr.Member member && new Tabularity(session, scope).holdsTables(member.target())) {
            return new TableBinder(this).held(member.target(), member.member(), member.span());
        }
        if (expr instanceof Expr.Index index && new Tabularity(session, scope).holdsTables(index.target())) {
            return new TableBinder(this).held(index);
        }
        throw Problem.NOT_TABULAR.at(expr.span(), "this");
    }

    private Relation source(OperatorSyntax op) {
        BindTrace trace = session.trace();
        Relation nothing = empty();
        if (trace != null) {
            return trace.apply(op, nothing, this, () -> ((SourceOperator) op).bindSource(this));
        }
        return ((SourceOperator) op).bindSource(this);
    }

    /** One operator on a table. */
    public Relation apply(OperatorSyntax op, Relation input) {
        BindTrace trace = session.trace();
        return trace == null ? applied(op, input) : trace.apply(op, input, this, () -> applied(op, input));
    }

    private Relation applied(OperatorSyntax op, Relation input) {
        if (op instanceof SeveralResults && !(op instanceof Operator)) {
            throw Problem.OUT_OF_PLACE.at(op.span(), "here: it gives several tables and can only end a query");
        }
        if (!(op instanceof Operator operator)) {
            throw Problem.SYNTAX.at(op.span(), "This operator cannot follow a pipe.");
        }
        if (input.graph() != null && !(op instanceof GraphOperator)) {
            throw Problem.GRAPH.at(op.span()).hint("graph-match, graph-to-table and their kin make a table of it.");
        }
        try {
            return operator.bind(input, this);
        } catch (KqlException e) {
            throw e.orAt(op.span());
        }
    }

    /** The tables of an operator that gives several. */
    List<Relation> results(SeveralResults op, Relation input) {
        if (input.graph() != null && !op.takesGraph()) {
            throw Problem.GRAPH.at(op.span()).hint("graph-match, graph-to-table and their kin make a table of it.");
        }
        BindTrace trace = session.trace();
        if (trace == null) {
            return op.bindAll(input, this);
        }
        List<Relation> results = new ArrayList<>();
        Relation first = trace.apply(op, input, this, () -> {
            results.addAll(op.bindAll(input, this));
            return results.get(0);
        });
        return results.isEmpty() ? List.of(first) : results;
    }

    /** Operators one after another, as in the parentheses of {@code mv-apply} and {@code partition}. */
    public Relation apply(List<OperatorSyntax> ops, Relation input) {
        Relation relation = input;
        for (OperatorSyntax op : ops) {
            relation = apply(op, relation);
        }
        return relation;
    }

    /** A stored table with all its columns. */
    public Relation stored(String database, String name, Span span) {
        return new TableBinder(this).stored(database, name, span);
    }

    /** The tables whose names match a pattern with {@code *}, stored ones and views. */
    public List<Relation> matching(String pattern, Span span) {
        return new TableBinder(this).matching(pattern, span);
    }

    /** The same in another database, or in those whose names match. */
    public List<Relation> matching(Expr database, String pattern, Span span) {
        return new TableBinder(this).matching(database, pattern, span);
    }

    /** Calls a tabular function with a table before its arguments ({@code invoke}). */
    public Relation invoke(Expr.Call call, Relation input) {
        return new UserFunctions(this).invoke(call, input);
    }

    /**
     * The rows of a small table, found while the query is bound; nothing where its text is only analysed: what depends on them is
     * open then ({@link #withMore}).
     *
     * @param what needs them, for the refusal where there are no data to ask
     */
    public Optional<List<@Nullable Object[]>> probe(Relation table, String what, Span span) {
        Probe probe = session.probe();
        if (probe == null && session.trace() != null) {
            return Optional.empty();
        }
        if (probe == null) {
            throw Problem.NEEDS_DATA
                    .at(span, what)
                    .hint("Write its columns behind the call: ': (a: long, b: string)'.");
        }
        return Optional.of(probe.rows(table));
    }

    /**
     * A query over tables and values by names of its own: what plugins and operators are composed of.
     *
     * @param span where a refusal stands, as the text is not the user's
     */
    public Relation macro(String kql, Map<String, Relation> tables, Map<String, Scalar> values, Span span) {
        Scope inner = new Scope(null);
        tables.forEach((name, table) -> inner.declare(name, new Scope.Table(table)));
        values.forEach((name, value) -> inner.declare(name, new Scope.Value(value)));
        try {
            List<Statement> statements = QueryParser.parse(new Source(kql), operators);
            // The text is not the query's.
            return session.untraced(() ->
                    new StatementBinder(within(inner, span)).bind(statements).get(0));
        } catch (KqlException e) {
            throw e.movedTo(span);
        }
    }

    /** The same graph with column ids of its own. */
    public Graph copy(Graph graph) {
        return PlanCopy.of(graph, session);
    }

    // --- values
    // -------------------------------------------------------------------------------------------------------

    /** The rows of a table, to bind expressions on. */
    public RowContext row(Relation relation) {
        return new RowContext(session, relation);
    }

    /** A value per row. */
    public Scalar scalar(Expr expr, RowContext row) {
        return new ExprBinder(this, row).bind(expr);
    }

    /** A value per row that must be of a type, implicit conversions included. */
    public Scalar scalar(Expr expr, RowContext row, KqlType type, String what) {
        return checked(
                expr.span(),
                row.relation(),
                () -> {
                    Scalar value = scalar(expr, row);
                    if (Conversions.cost(value.type(), type) < 0) {
                        throw Problem.WRONG_TYPE.at(
                                expr.span(), what, type.kql(), value.type().kql());
                    }
                    return Conversions.to(value, type);
                },
                () -> new Scalar.Literal(type, null));
    }

    /** A condition; only bool will do (R124). */
    public Scalar predicate(Expr expr, RowContext row) {
        return checked(
                expr.span(),
                row.relation(),
                () -> {
                    Scalar value = scalar(expr, row);
                    if (value.type() != KqlType.BOOL) {
                        throw Problem.WRONG_TYPE.at(
                                expr.span(), "A condition", "bool", value.type().kql());
                    }
                    return value;
                },
                () -> new Scalar.Literal(KqlType.BOOL, true));
    }

    /** A value that depends on no row. */
    public Scalar constant(Expr expr) {
        return scalar(expr, new RowContext(session, empty()));
    }

    /** A whole number known before the query runs. */
    public long constantLong(Expr expr, String what) {
        return checked(
                expr.span(),
                empty(),
                () -> {
                    Long number = Constants.whole(constant(expr));
                    if (number == null) {
                        throw Problem.MUST_BE_CONSTANT.at(expr.span(), what);
                    }
                    return number;
                },
                () -> 1L);
    }

    /** A text known before the query runs. */
    public String constantText(Expr expr, String what) {
        return checked(
                expr.span(),
                empty(),
                () -> {
                    if (constant(expr) instanceof Scalar.Literal literal && literal.type() == KqlType.STRING) {
                        return String.valueOf(literal.value());
                    }
                    throw Problem.MUST_BE_CONSTANT.at(expr.span(), what);
                },
                () -> "");
    }

    /** A call of a row of the function table, by name. */
    public Scalar call(String function, Span span, Scalar... arguments) {
        return ExprBinder.call(function, List.of(arguments), span);
    }

    /** A KQL expression over named values: what macros are made of. */
    Scalar macro(String kql, List<Scalar> arguments, Span span) {
        Statement statement =
                QueryParser.parse(new Source("print " + kql), operators).get(0);
        Expr.SourceOperator print = (Expr.SourceOperator) ((Statement.Query) statement).expr();
        Scope inner = new Scope(null);
        for (int i = 0; i < arguments.size(); i++) {
            inner.declare("_" + i, new Scope.Value(arguments.get(i)));
        }
        Expr expr = ((MacroSource) print.operator()).expression();
        // The macro's text is not the query's.
        return session.untraced(() -> within(inner, span).scalar(expr, new RowContext(session, empty())));
    }

    /** The operator that holds a macro's expression: {@code print}. */
    public interface MacroSource {
        Expr expression();
    }

    /** The column a name in an operator means; throws with the nearest name as a hint. */
    public Column column(Relation relation, String name, Span span) {
        Optional<Column> found = relation.column(name);
        BindTrace trace = session.trace();
        if (trace == null) {
            return found.orElseThrow(() -> unknownColumn(relation, name, span));
        }
        return trace.column(found, relation, name, span, this);
    }

    /** Tells whoever listens which two tables a join's conditions stand on. */
    public void sides(Relation left, Relation right) {
        BindTrace trace = session.trace();
        if (trace != null) {
            trace.sides(left, right);
        }
    }

    static KqlException unknownColumn(Relation relation, String name, Span span) {
        String of = relation.name() == null ? "" : " in '" + relation.name() + "'";
        KqlException problem = Problem.UNKNOWN_COLUMN.at(span, name, of);
        String hint = Suggestions.didYouMean(name, relation.names());
        if (hint == null && !relation.columns().isEmpty()) {
            List<String> names = relation.names();
            hint = "The columns here are " + String.join(", ", names.subList(0, Math.min(12, names.size())))
                    + (names.size() > 12 ? ", …" : "") + ".";
        }
        return hint == null ? problem : problem.hint(hint);
    }

    /** A call of an internal row. */
    public Scalar internal(String function, Span span, Scalar... arguments) {
        return ExprBinder.internal(function, List.of(arguments), span);
    }

    /** The value as another type, by the casting function. */
    public Scalar as(Scalar value, KqlType type) {
        return Conversions.to(value, type);
    }

    /** An element of a dynamic array, for {@code (a, b) = f()}. */
    public Scalar element(Scalar array, int index, Span span) {
        if (array.type() != KqlType.DYNAMIC) {
            throw Problem.WRONG_TYPE.at(
                    span,
                    "What is assigned to several columns",
                    "dynamic",
                    array.type().kql());
        }
        return internal("dynamic_at", span, array, new Scalar.Literal(KqlType.LONG, (long) index));
    }

    /** A value of a list of expressions, with the name it was given; null where it was given none. */
    public record Named(@Nullable String name, Scalar value) {}

    /** The values of one item of a list: one, or several where it names several or the function yields several (R111). */
    public List<Named> item(Expr.Item item, RowContext row) {
        return SeveralColumns.of(item, row, this);
    }

    /** The same with those of the function's columns that the item names none of, as {@code project} has it. */
    public List<Named> whole(Expr.Item item, RowContext row) {
        return SeveralColumns.of(item, row, this, true);
    }

    /** A literal as a cell of a column (R168). */
    public Scalar cell(Expr.Literal literal, KqlType type) {
        return Conversions.cell(literal, type);
    }

    /** The same table with column ids of its own, to be used a second time in one plan. */
    public Relation copy(Relation relation) {
        return PlanCopy.of(relation, session);
    }

    /** The same table, whose rows are the same each time it is read. */
    public Relation steady(Relation relation) {
        return Sharing.steady(relation, session);
    }

    /** The same table, evaluated once for all who read it or copies of it. */
    public Relation once(Relation relation) {
        return Sharing.once(relation, session);
    }

    /** Gives a table a name for the rest of the query ({@code as}). */
    public void remember(String name, Relation relation) {
        scope.declare(name, new Scope.Table(relation));
    }

    /** Gives a value a name for the rest of the query. */
    public void remember(String name, Scalar value) {
        scope.declare(name, new Scope.Value(value));
    }

    /** One row without columns: what {@code print} computes on. */
    public Relation oneRow() {
        return values(List.of(), List.of(List.of()));
    }

    static Relation empty() {
        return Relation.of(new Plan.Values(List.of(), List.of()), List.of());
    }

    /** The rows of files. */
    public Relation external(Outside.FileRequest request, Span span) {
        return new ExternalTables(this).table(request, span);
    }

    /** A table's columns as rows. */
    public Relation schema(Relation table) {
        return ResultOptions.schema(table, this);
    }

    /** A table of constants whose rows keep their order. */
    public Relation values(List<Column> columns, List<List<Scalar>> rows) {
        Column ordinal = column(ORDINAL, KqlType.LONG);
        List<Column> all = new ArrayList<>(columns);
        all.add(ordinal);
        List<List<Scalar>> numbered = new ArrayList<>();
        for (List<Scalar> row : rows) {
            List<Scalar> with = new ArrayList<>(row);
            with.add(new Scalar.Literal(KqlType.LONG, (long) numbered.size()));
            numbered.add(with);
        }
        return Relation.of(new Plan.Values(all, numbered), columns)
                .ordered(List.of(new SortKey(ordinal, false, true)), false);
    }
}
