package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.types.KqlType;
import java.util.List;

/** Binds what let declares and nothing uses: a definition must be right all the same (R189). */
final class UnusedLets {
    private final Binder binder;

    UnusedLets(Binder binder) {
        this.binder = binder;
    }

    void check(Expr value) {
        if (value instanceof Expr.EntityGroup) {
            return;
        }
        if (value instanceof Expr.Function function) {
            boolean isOpen = function.parameters().stream()
                    .anyMatch(p -> p.type() == null && p.columns().isEmpty());
            if (!isOpen) {
                function(function);
            }
        } else if (value instanceof Expr.Pipeline || binder.isTabular(value)) {
            binder.table(value);
        } else {
            binder.constant(value);
        }
    }

    /** A body, for arguments that nobody gives. */
    private void function(Expr.Function function) {
        Scope inner = new Scope(binder.scope());
        for (Expr.Parameter parameter : function.parameters()) {
            inner.declare(parameter.name(), meaning(parameter));
        }
        Binder within = binder.within(inner, function.span());
        Expr body = new StatementBinder(within).body(function);
        if (body instanceof Expr.Pipeline || within.isTabular(body)) {
            within.table(body);
        } else {
            within.scalar(body, within.row(Binder.empty()));
        }
    }

    private Scope.Meaning meaning(Expr.Parameter parameter) {
        KqlType type = parameter.type();
        if (type != null) {
            return new Scope.Value(new Scalar.Literal(type, null));
        }
        List<Column> columns = parameter.columns().stream()
                .map(c -> binder.column(c.name(), c.type()))
                .toList();
        return new Scope.Table(Relation.of(new Plan.Values(columns, List.of()), columns));
    }
}
