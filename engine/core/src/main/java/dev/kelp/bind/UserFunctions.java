package dev.kelp.bind;

import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of functions that a query declares: their bodies are bound anew at each call. */
final class UserFunctions {
    private final Binder binder;
    private final Session session;

    UserFunctions(Binder binder) {
        this.binder = binder;
        this.session = binder.session();
    }

    Relation invoke(String name, Scope.Function f, List<Expr.Item> arguments, Span span) {
        return invoke(name, f, null, arguments, new RowContext(session, Binder.empty()), span);
    }

    /** Calls a tabular function with a table before its arguments ({@code invoke}). */
    Relation invoke(Expr.Call call, Relation input) {
        if (binder.scope().find(call.function()) instanceof Scope.Function f) {
            return invoke(
                    call.function(), f, input, call.arguments(), new RowContext(session, Binder.empty()), call.span());
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
        Binder inner = binder.within(Arguments.of(name, f, input, arguments, row, binder, span), span);
        int unnamed = session.countUnnamedFrom(0);
        Relation relation = inner.tableOrGraph(new StatementBinder(inner).body(f.function()));
        session.countUnnamedFrom(unnamed);
        return relation;
    }

    /** A user's function as a value. */
    Scalar scalar(String name, Scope.Function f, List<Expr.Item> arguments, RowContext row, Span span) {
        Binder inner = binder.within(Arguments.of(name, f, null, arguments, row, binder, span), span);
        Expr body = new StatementBinder(inner).body(f.function());
        return inner.scalar(body, new RowContext(session, Binder.empty()));
    }
}
