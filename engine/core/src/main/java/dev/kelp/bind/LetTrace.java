package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.Statement;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.List;

/** Binds what let declares where it is declared, used or not: compiling binds it where it is used (R189). */
final class LetTrace {
    private final Binder binder;
    private final BindTrace trace;

    LetTrace(Binder binder, BindTrace trace) {
        this.binder = binder;
        this.trace = trace;
    }

    void declared(Statement.Let let, Scope.Meaning meaning) {
        Cursor.Name name = let.name();
        if (meaning instanceof Scope.Function function) {
            trace.symbols().declared(meaning, name, Symbols.Kind.LET_FUNCTION);
            function(function);
            return;
        }
        trace.symbols().declared(meaning, name, Symbols.Kind.VALUE);
        Expr value = let.value();
        if (value instanceof Expr.EntityGroup) {
            return;
        }
        // A function's name alone calls it where a table is meant.
        boolean function = value instanceof Expr.Name n && binder.scope().find(n.name()) instanceof Scope.Function;
        if (function || binder.isTabular(value)) {
            boolean itself = value instanceof Expr.Name it && it.name().equals(name.text());
            if (!itself) {
                boolean several = value instanceof Expr.Pipeline p
                        && p.operators().stream().anyMatch(SeveralResults.class::isInstance);
                Relation first =
                        several ? StatementBinder.results(binder, value).get(0) : binder.tableOrGraph(value);
                trace.symbols().found(meaning, null, first.columns());
            }
        } else {
            trace.symbols().found(meaning, binder.constant(value).type(), List.of());
        }
    }

    /** A function's body, for arguments that are not known yet. */
    private void function(Scope.Function f) {
        Scope inner = new Scope(f.scope());
        f.function().parameters().forEach(p -> parameter(inner, p));
        Span span = f.function().span();
        Binder within = binder.within(inner, span);
        Expr body = new StatementBinder(within).body(f.function());
        if (body instanceof Expr.Pipeline || within.isTabular(body)) {
            within.tableOrGraph(body);
        } else {
            within.scalar(body, within.row(Binder.empty()));
        }
    }

    /** Declares a parameter whose value is not known. */
    void parameter(Scope scope, Expr.Parameter parameter) {
        KqlType type = parameter.type();
        Scope.Meaning meaning;
        if (type != null) {
            meaning = new Scope.Value(new Scalar.Literal(type, null));
        } else {
            List<Column> columns = parameter.columns().stream()
                    .map(c -> binder.column(c.name(), c.type()))
                    .toList();
            Relation table = Relation.of(new Plan.Values(columns, List.of()), columns);
            meaning = new Scope.Table(columns.isEmpty() ? binder.withMore(table) : table);
        }
        scope.declare(parameter.name(), meaning);
        declared(meaning, parameter);
        trace.open(meaning);
    }

    /** Tells where a parameter is declared. */
    void declared(Scope.Meaning meaning, Expr.Parameter parameter) {
        int start = parameter.span().start();
        int end = Math.min(parameter.span().end(), start + parameter.name().length());
        trace.symbols()
                .declared(meaning, new Cursor.Name(parameter.name(), new Span(start, end)), Symbols.Kind.PARAMETER);
    }
}
