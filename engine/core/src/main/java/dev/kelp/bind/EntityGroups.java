package dev.kelp.bind;

import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Groups of databases or tables, and what macro-expand makes of them. */
final class EntityGroups {
    private final Binder binder;

    EntityGroups(Binder binder) {
        this.binder = binder;
    }

    List<Relation> expanded(Expr written, Cursor.Name name, Expr.Function subquery, boolean fuzzy) {
        Binder at = binder;
        Expr group = written;
        while (group instanceof Expr.Name named && at.scope().find(named.name()) instanceof Scope.Expression e) {
            at = at.within(e.scope(), named.span());
            group = e.expr();
        }
        if (!(group instanceof Expr.EntityGroup entities)) {
            throw Problem.SEMANTIC
                    .at(written.span(), "An entity group is needed here.")
                    .hint("Kelp stores none: write entity_group [database('a'), …], here or in a let.");
        }
        List<Relation> found = new ArrayList<>();
        for (Expr entity : entities.entities()) {
            try {
                found.add(one(new Scope.Entity(entity, at.scope()), name, subquery, entity.span()));
            } catch (KqlException e) {
                boolean missing = e.problem() == Problem.UNKNOWN_TABLE || e.problem() == Problem.UNKNOWN_DATABASE;
                if (!fuzzy || !missing) {
                    throw e;
                }
            }
        }
        return found;
    }

    private Relation one(Scope.Entity entity, Cursor.Name name, Expr.Function subquery, Span span) {
        Scope inner = new Scope(binder.scope());
        inner.declare(name.text(), entity);
        Binder within = binder.within(inner, span);
        if (Databases.isDatabase(entity.reference(), entity.scope())) {
            new Databases(binder.within(entity.scope(), span)).one(entity.reference());
        }
        return within.table(new StatementBinder(within).body(subquery)).named(null);
    }
}
