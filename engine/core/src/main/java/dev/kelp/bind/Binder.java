package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.Literals;
import dev.kelp.syntax.OperatorSyntax;
import dev.kelp.syntax.OperatorTable;
import dev.kelp.syntax.QueryParser;
import dev.kelp.syntax.Statement;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import dev.kelp.text.Span;
import dev.kelp.text.Suggestions;
import dev.kelp.types.Field;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds tables: statements, names, pipelines and calls that yield a table. Values go to {@link ExprBinder}. */
public final class Binder {
    /** The name of hidden columns that number rows in their order. */
    public static final String ORDINAL = "$ordinal";

    private static final int MAX_DEPTH = 64;

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
        Binder binder = new Binder(session, operators, new Scope(null), 0);
        session.given().forEach((name, given) -> binder.scope.declare(name, new Scope.Table(binder.given(given))));
        List<Relation> results = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement instanceof Statement.Query query) {
                results.add(binder.result(query.expr()));
            } else {
                binder.declare(statement);
            }
        }
        return results;
    }

    private Relation given(Session.Given given) {
        List<Column> columns = given.schema().fields().stream()
                .map(f -> column(f.name(), f.type()))
                .toList();
        List<List<Scalar>> rows = new ArrayList<>();
        for (@Nullable Object[] cells : given.rows()) {
            List<Scalar> row = new ArrayList<>();
            for (int i = 0; i < cells.length; i++) {
                row.add(new Scalar.Literal(columns.get(i).type(), cells[i]));
            }
            rows.add(row);
        }
        return values(columns, rows);
    }

    public Session session() {
        return session;
    }

    Scope scope() {
        return scope;
    }

    Binder within(Scope inner, Span span) {
        if (depth >= MAX_DEPTH) {
            throw Problem.SEMANTIC.at(span, "Functions call each other more than " + MAX_DEPTH + " deep.");
        }
        return new Binder(session, operators, inner, depth + 1);
    }

    public Column column(String name, KqlType type) {
        return session.column(name, type);
    }

    // --- statements
    // ---------------------------------------------------------------------------------------------------

    private void declare(Statement statement) {
        if (statement instanceof Statement.Let let) {
            if (scope.declares(let.name().text())) {
                throw Problem.DUPLICATE_NAME.at(let.name().span(), let.name().text());
            }
            Scope.Meaning meaning = let.value() instanceof Expr.Function function
                    ? new Scope.Function(function, scope)
                    // A let sees what was declared before it; names are never declared twice, so the scope itself will
                    // do.
                    : new Scope.Expression(let.value(), scope);
            scope.declare(let.name().text(), meaning);
        } else if (statement instanceof Statement.DeclareParameters declared) {
            declared.parameters().forEach(this::declareParameter);
        }
    }

    private void declareParameter(Expr.Parameter parameter) {
        KqlType type = parameter.type();
        if (type == null) {
            throw Problem.SEMANTIC.at(parameter.span(), "A query parameter must be scalar.");
        }
        String given = session.parameters().get(parameter.name());
        Expr.Literal fallback = parameter.defaultValue();
        if (given != null) {
            scope.declare(parameter.name(), new Scope.Value(parameterValue(parameter, type, given)));
        } else if (fallback != null) {
            Scalar value = new Scalar.Literal(fallback.type(), fallback.value());
            scope.declare(parameter.name(), new Scope.Value(Conversions.to(value, type)));
        } else {
            throw Problem.SEMANTIC.at(
                    parameter.span(), "The query parameter '" + parameter.name() + "' was given no value.");
        }
    }

    private static Scalar parameterValue(Expr.Parameter parameter, KqlType type, String given) {
        Expr.Literal literal = Literals.parameter(type, given);
        if (literal == null) {
            throw Problem.MALFORMED_LITERAL.at(parameter.span(), type.kql(), given);
        }
        return Conversions.to(new Scalar.Literal(literal.type(), literal.value()), type);
    }

    private Relation result(Expr expr) {
        if (expr instanceof Expr.Name || isTabular(expr)) {
            return table(expr);
        }
        if (expr instanceof Expr.Pipeline) {
            return table(expr);
        }
        throw Problem.NOT_TABULAR.at(expr.span(), "this").hint("Write print before a scalar expression.");
    }

    // --- tables
    // -------------------------------------------------------------------------------------------------------

    /** Whether the expression names or makes a table; unknown names count as scalar. */
    boolean isTabular(Expr expr) {
        return new Tabularity(session, scope).isTabular(expr);
    }

    /** Binds a table. Throws where the expression is none. */
    public Relation table(Expr expr) {
        if (expr instanceof Expr.Pipeline pipeline) {
            Relation relation = table(pipeline.source());
            for (OperatorSyntax op : pipeline.operators()) {
                relation = apply(op, relation);
            }
            return relation;
        }
        if (expr instanceof Expr.SourceOperator source) {
            return ((SourceOperator) source.operator()).bindSource(this);
        }
        if (expr instanceof Expr.Name name) {
            return named(name);
        }
        if (expr instanceof Expr.Call call) {
            return called(call);
        }
        if (expr instanceof Expr.Member member && Tabularity.isDatabase(member.target())) {
            return stored(database(member.target()), member.member(), member.span());
        }
        if (expr instanceof Expr.Index index
                && Tabularity.isDatabase(index.target())
                && index.index() instanceof Expr.Literal literal) {
            return stored(database(index.target()), String.valueOf(literal.value()), index.span());
        }
        throw Problem.NOT_TABULAR.at(expr.span(), "this");
    }

    /** One operator on a table. */
    public Relation apply(OperatorSyntax op, Relation input) {
        if (!(op instanceof Operator operator)) {
            throw Problem.SYNTAX.at(op.span(), "This operator cannot follow a pipe.");
        }
        try {
            return operator.bind(input, this);
        } catch (KqlException e) {
            throw e.orAt(op.span());
        }
    }

    /** Operators one after another, as in the parentheses of {@code mv-apply} and {@code partition}. */
    public Relation apply(List<OperatorSyntax> ops, Relation input) {
        Relation relation = input;
        for (OperatorSyntax op : ops) {
            relation = apply(op, relation);
        }
        return relation;
    }

    private Relation named(Expr.Name name) {
        Scope.Meaning meaning = scope.find(name.name());
        if (meaning instanceof Scope.Table table) {
            return PlanCopy.of(table.relation(), session);
        }
        if (meaning instanceof Scope.Expression e) {
            boolean itself = e.expr() instanceof Expr.Name inner && inner.name().equals(name.name());
            if (!itself) {
                return within(e.scope(), name.span()).table(e.expr()).named(null);
            }
        } else if (meaning instanceof Scope.Function f) {
            return invoke(name.name(), f, List.of(), name.span())
                    .named(f.function().view() ? name.name() : null);
        } else if (meaning != null) {
            throw Problem.NOT_TABULAR.at(name.span(), "'" + name.name() + "'");
        }
        return stored(session.database(), name.name(), name.span());
    }

    private String database(Expr expr) {
        Expr.Call call = expr instanceof Expr.Index index ? (Expr.Call) index.index() : (Expr.Call) expr;
        if (!call.function().equals("database")) {
            throw Problem.NOT_SUPPORTED.at(call.span(), "Reading from another cluster");
        }
        String name = stringArgument(call);
        return session.catalog().database(name).orElseThrow(() -> Problem.UNKNOWN_DATABASE.at(call.span(), name));
    }

    private static String stringArgument(Expr.Call call) {
        if (call.arguments().size() == 1
                && call.arguments().get(0).expr() instanceof Expr.Literal literal
                && literal.type() == KqlType.STRING) {
            return String.valueOf(literal.value());
        }
        throw Problem.MUST_BE_CONSTANT.at(call.span(), "The argument of " + call.function() + "()");
    }

    /** A stored table with all its columns. */
    public Relation stored(String database, String name, Span span) {
        Optional<TableDef> found = session.catalog().table(database, name);
        if (found.isEmpty()) {
            KqlException problem = Problem.UNKNOWN_TABLE.at(span, name, database);
            Set<String> candidates = new LinkedHashSet<>(scope.all());
            session.catalog().tables(database).forEach(t -> candidates.add(t.name()));
            String hint = Suggestions.didYouMean(name, candidates);
            throw hint == null ? problem : problem.hint(hint);
        }
        TableDef table = found.get();
        List<Plan.ScanColumn> columns = table.columns().stream()
                .map(c -> new Plan.ScanColumn(column(c.name(), c.type()), c))
                .toList();
        Plan.Scan scan = new Plan.Scan(table, columns, List.of());
        return Relation.of(scan, scan.output()).named(name);
    }

    /** The tables whose names match a pattern with {@code *}, stored ones and views. */
    public List<Relation> matching(String pattern, Span span) {
        String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
        List<Relation> found = new ArrayList<>();
        for (TableDef table : session.catalog().tables(session.database())) {
            if (table.name().matches(regex)) {
                found.add(stored(session.database(), table.name(), span));
            }
        }
        for (String view : scope.views()) {
            if (view.matches(regex) && scope.find(view) instanceof Scope.Function f) {
                found.add(invoke(view, f, List.of(), span).named(view));
            }
        }
        return found;
    }

    private Relation called(Expr.Call call) {
        switch (call.function()) {
            case "materialize":
                if (call.arguments().size() != 1) {
                    throw Problem.ARGUMENT_COUNT.at(
                            call.span(),
                            "materialize",
                            "1 argument",
                            call.arguments().size());
                }
                return table(call.arguments().get(0).expr());
            case "table":
                return stored(session.database(), stringArgument(call), call.span());
            default:
                break;
        }
        if (scope.find(call.function()) instanceof Scope.Function f) {
            return invoke(call.function(), f, call.arguments(), call.span());
        }
        throw Problem.NOT_TABULAR.at(call.span(), "'" + call.function() + "(…)'");
    }

    // --- functions
    // ----------------------------------------------------------------------------------------------------

    private Relation invoke(String name, Scope.Function f, List<Expr.Item> arguments, Span span) {
        return invoke(name, f, null, arguments, new RowContext(session, empty()), span);
    }

    /** Calls a tabular function with a table before its arguments ({@code invoke}). */
    public Relation invoke(Expr.Call call, Relation input) {
        if (scope.find(call.function()) instanceof Scope.Function f) {
            return invoke(call.function(), f, input, call.arguments(), new RowContext(session, empty()), call.span());
        }
        throw Problem.UNKNOWN_FUNCTION.at(call.nameSpan(), call.function());
    }

    private Relation invoke(
            String name,
            Scope.Function f,
            @Nullable Relation input,
            List<Expr.Item> arguments,
            RowContext row,
            Span span) {
        Binder inner = within(Arguments.of(name, f, input, arguments, row, this, span), span);
        return inner.table(inner.body(f.function()));
    }

    /** A user's function as a value. */
    Scalar invokeScalar(String name, Scope.Function f, List<Expr.Item> arguments, RowContext row, Span span) {
        Binder inner = within(Arguments.of(name, f, null, arguments, row, this, span), span);
        Expr body = inner.body(f.function());
        return inner.scalar(body, new RowContext(session, empty()));
    }

    private Expr body(Expr.Function function) {
        Expr last = null;
        for (Statement statement : function.body()) {
            if (statement instanceof Statement.Query query) {
                last = query.expr();
            } else {
                declare(statement);
            }
        }
        if (last == null) {
            throw Problem.SYNTAX.at(function.span(), "The function's body has no expression.");
        }
        return last;
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
        Scalar value = scalar(expr, row);
        if (Conversions.cost(value.type(), type) < 0) {
            throw Problem.WRONG_TYPE.at(
                    expr.span(), what, type.kql(), value.type().kql());
        }
        return Conversions.to(value, type);
    }

    /** A condition; only bool will do (R124). */
    public Scalar predicate(Expr expr, RowContext row) {
        Scalar value = scalar(expr, row);
        if (value.type() != KqlType.BOOL) {
            throw Problem.WRONG_TYPE.at(
                    expr.span(), "A condition", "bool", value.type().kql());
        }
        return value;
    }

    /** A value that depends on no row. */
    public Scalar constant(Expr expr) {
        return scalar(expr, new RowContext(session, empty()));
    }

    /** A whole number known before the query runs. */
    public long constantLong(Expr expr, String what) {
        if (constant(expr) instanceof Scalar.Literal literal && literal.type().isInteger() && literal.value() != null) {
            return ((Number) literal.value()).longValue();
        }
        throw Problem.MUST_BE_CONSTANT.at(expr.span(), what);
    }

    /** A text known before the query runs. */
    public String constantText(Expr expr, String what) {
        if (constant(expr) instanceof Scalar.Literal literal && literal.type() == KqlType.STRING) {
            return String.valueOf(literal.value());
        }
        throw Problem.MUST_BE_CONSTANT.at(expr.span(), what);
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
        return within(inner, span).scalar(expr, new RowContext(session, empty()));
    }

    /** The operator that holds a macro's expression: {@code print}. */
    public interface MacroSource {
        Expr expression();
    }

    /** The column a name in an operator means; throws with the nearest name as a hint. */
    public Column column(Relation relation, String name, Span span) {
        return relation.column(name).orElseThrow(() -> unknownColumn(relation, name, span));
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
        Scalar value = scalar(item.expr(), row);
        List<String> names = item.names().stream().map(Cursor.Name::text).toList();
        if (names.isEmpty()) {
            names = SeveralColumns.names(item.expr());
        }
        List<Field> columns = SeveralColumns.columns(value);
        if (columns.isEmpty() && names.size() <= 1 && item.names().size() == names.size()) {
            return List.of(new Named(item.name(), value));
        }
        List<Named> values = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Scalar element = element(value, i, item.span());
            values.add(new Named(
                    names.get(i),
                    i < columns.size() ? as(element, columns.get(i).type()) : element));
        }
        return values;
    }

    /** A literal as a cell of a column (R168). */
    public Scalar cell(Expr.Literal literal, KqlType type) {
        Scalar value = new Scalar.Literal(literal.type(), literal.value());
        if (literal.type() == type) {
            return value;
        }
        if (literal.type() == KqlType.STRING) {
            Object constant = type == KqlType.DYNAMIC
                    ? Json.ofCarrier(KqlType.STRING, literal.value())
                    : Literals.constant(type, String.valueOf(literal.value()));
            return new Scalar.Literal(type, constant);
        }
        if (literal.value() == null) {
            return new Scalar.Literal(type, null);
        }
        if (Conversions.cost(literal.type(), type) >= 0 || type == KqlType.DYNAMIC || type == KqlType.STRING) {
            return Conversions.to(value, type);
        }
        throw Problem.WRONG_TYPE.at(
                literal.span(), "This value", type.kql(), literal.type().kql());
    }

    /** Gives a table a name for the rest of the query ({@code as}). */
    public void remember(String name, Relation relation) {
        scope.declare(name, new Scope.Table(relation));
    }

    /** One row without columns: what {@code print} computes on. */
    public Relation oneRow() {
        return values(List.of(), List.of(List.of()));
    }

    private static Relation empty() {
        return Relation.of(new Plan.Values(List.of(), List.of()), List.of());
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
