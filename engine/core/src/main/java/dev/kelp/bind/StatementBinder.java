package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.Literals;
import dev.kelp.syntax.Statement;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds statements: what they declare goes into the scope, what they ask for becomes a relation. */
final class StatementBinder {
    /** A let, the scope it is declared in, and that scope as it was before. */
    private record Declared(Cursor.Name name, Expr value, Scope owner, Scope seen) {}

    private final Session session;
    private final List<Declared> lets = new ArrayList<>();
    private Binder binder;
    private Scope scope;

    StatementBinder(Binder binder) {
        this.binder = binder;
        this.session = binder.session();
        this.scope = binder.scope();
    }

    List<Relation> bind(List<Statement> statements) {
        session.given().forEach((name, given) -> scope.declare(name, new Scope.Table(given(given))));
        List<Relation> results = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            List<Relation> into = namesOnly(statement) && hasQuery(statements.subList(i + 1, statements.size()))
                    ? new ArrayList<>()
                    : results;
            BindTrace trace = session.trace();
            if (trace != null) {
                trace.checked(statement.span(), Binder.empty(), () -> bind(statement, into), () -> false);
            } else {
                bind(statement, into);
            }
        }
        if (session.trace() == null) {
            for (Declared let : lets) {
                if (!let.owner().isAsked(let.name().text())) {
                    new UnusedLets(binder.within(let.seen(), let.name().span())).check(let.value());
                }
            }
        }
        return results;
    }

    private static boolean namesOnly(Statement statement) {
        return statement instanceof Statement.Query query
                && query.expr() instanceof Expr.Pipeline pipeline
                && pipeline.operators().get(pipeline.operators().size() - 1) instanceof SeveralResults several
                && several.names();
    }

    private static boolean hasQuery(List<Statement> statements) {
        return statements.stream().anyMatch(Statement.Query.class::isInstance);
    }

    private boolean bind(Statement statement, List<Relation> results) {
        return statement instanceof Statement.Query query
                ? results.addAll(new ResultOptions(binder).applied(results(binder, query.expr()), query.span()))
                : declare(statement);
    }

    /** Declares what a function's body declares and gives its value: the last expression. */
    Expr body(Expr.Function function) {
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

    private Relation given(Session.Given given) {
        List<Column> columns = given.schema().fields().stream()
                .map(f -> binder.column(f.name(), f.type()))
                .toList();
        List<List<Scalar>> rows = new ArrayList<>();
        for (@Nullable Object[] cells : given.rows()) {
            List<Scalar> row = new ArrayList<>();
            for (int i = 0; i < cells.length; i++) {
                row.add(new Scalar.Literal(columns.get(i).type(), cells[i]));
            }
            rows.add(row);
        }
        return binder.values(columns, rows);
    }

    private boolean declare(Statement statement) {
        if (statement instanceof Statement.Let let) {
            if (scope.declares(let.name().text())) {
                throw Problem.DUPLICATE_NAME.at(let.name().span(), let.name().text());
            }
            // A let sees what was declared before it.
            Scope seen = scope.asOfNow();
            Scope.Meaning meaning = let.value() instanceof Expr.Function function
                    ? new Scope.Function(function, seen)
                    : new Scope.Expression(let.value(), seen);
            lets.add(new Declared(let.name(), let.value(), scope, seen));
            scope.declare(let.name().text(), meaning);
            BindTrace trace = session.trace();
            if (trace != null) {
                new LetTrace(binder, trace).declared(let, meaning);
            }
        } else if (statement instanceof Statement.DeclareParameters declared) {
            declared.parameters().forEach(this::declareParameter);
        } else if (statement instanceof Statement.SetOption set) {
            Expr.Literal value = set.value();
            session.set(
                    set.option(),
                    value == null
                            ? new Scalar.Literal(KqlType.BOOL, true)
                            : new Scalar.Literal(value.type(), value.value()));
        } else if (statement instanceof Statement.Pattern pattern) {
            if (scope.declares(pattern.name().text())) {
                throw Problem.DUPLICATE_NAME.at(
                        pattern.name().span(), pattern.name().text());
            }
            scope.declare(pattern.name().text(), new Scope.Pattern(pattern, scope.asOfNow()));
        } else if (statement instanceof Statement.Alias alias) {
            new Databases(binder).one(alias.database());
            scope.declareAlias(alias.name().text(), alias.database());
        } else if (statement instanceof Statement.Restrict restrict) {
            Span span = restrict.span();
            scope = scope.restricted(new Restrictions(binder).of(restrict));
            binder = binder.within(scope, span);
        }
        return true;
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
        } else if (session.trace() != null) {
            // Its value comes with the request.
            new LetTrace(binder, session.trace()).parameter(scope, parameter);
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

    /** The tables of a query: one, or those of the operator it ends with. */
    static List<Relation> results(Binder binder, Expr expr) {
        if (expr instanceof Expr.Pipeline pipeline) {
            int last = pipeline.operators().size() - 1;
            if (pipeline.operators().get(last) instanceof SeveralResults several) {
                Relation source = binder.tableOrGraph(pipeline.source());
                return binder.results(several, binder.apply(pipeline.operators().subList(0, last), source));
            }
        }
        if (expr instanceof Expr.Name name
                && binder.scope().find(name.name()) instanceof Scope.Expression let
                && let.expr() instanceof Expr.Pipeline pipeline
                && pipeline.operators().stream().anyMatch(SeveralResults.class::isInstance)) {
            return results(binder.within(let.scope(), name.span()), pipeline);
        }
        if (expr instanceof Expr.Name || expr instanceof Expr.Pipeline || binder.isTabular(expr)) {
            return List.of(binder.table(expr));
        }
        throw Problem.NOT_TABULAR.at(expr.span(), "this").hint("Write print before a scalar expression.");
    }
}
