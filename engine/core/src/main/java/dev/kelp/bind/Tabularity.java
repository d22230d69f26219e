package dev.kelp.bind;

import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.Statement;
import dev.kelp.types.KqlType;
import java.util.List;

/** Tells tables from values before either is bound: a name, a call or a path may be both. */
final class Tabularity {
    private final Session session;
    private final Scope scope;

    Tabularity(Session session, Scope scope) {
        this.session = session;
        this.scope = scope;
    }

    /** Whether the expression names or makes a table; unknown names count as scalar. */
    boolean isTabular(Expr expr) {
        if (expr instanceof Expr.Pipeline || expr instanceof Expr.SourceOperator) {
            return true;
        }
        if (expr instanceof Expr.Name name) {
            Scope.Meaning meaning = scope.find(name.name());
            if (meaning instanceof Scope.Expression e) {
                return new Tabularity(session, e.scope()).isTabularLet(name.name(), e.expr());
            }
            if (meaning instanceof Scope.Entity entity) {
                return !Databases.isDatabase(entity.reference(), entity.scope())
                        && new Tabularity(session, entity.scope()).isTabular(entity.reference());
            }
            if (meaning != null) {
                return meaning instanceof Scope.Table
                        || meaning instanceof Scope.Function f && f.function().view();
            }
            return session.catalog().table(session.database(), name.name()).isPresent();
        }
        if (expr instanceof Expr.Call call) {
            return switch (call.function()) {
                case "materialize",
                        "totable",
                        "table",
                        "graph",
                        "view",
                        "external_table",
                        "materialized_view",
                        "stored_query_result" -> true;
                default -> {
                    Scope.Meaning meaning = scope.find(call.function());
                    yield meaning instanceof Scope.Pattern
                            || meaning instanceof Scope.Function f && isTabularFunction(f);
                }
            };
        }
        return expr instanceof Expr.Member member && holdsTables(member.target())
                || expr instanceof Expr.Index index && holdsTables(index.target());
    }

    /** Whether a table's name follows the expression: a database's, or a pattern's path. */
    boolean holdsTables(Expr expr) {
        return Databases.isDatabase(expr, scope)
                || expr instanceof Expr.Call call && scope.find(call.function()) instanceof Scope.Pattern;
    }

    /** {@code let x = x} over a table of that name must not look itself up for ever. */
    private boolean isTabularLet(String name, Expr expr) {
        if (expr instanceof Expr.Name inner && inner.name().equals(name)) {
            return session.catalog().table(session.database(), name).isPresent();
        }
        return isTabular(expr);
    }

    private boolean isTabularFunction(Scope.Function f) {
        Scope inner = new Scope(f.scope());
        for (Expr.Parameter p : f.function().parameters()) {
            KqlType type = p.type();
            if (type == null) {
                inner.declare(p.name(), new Scope.Table(Relation.of(new Plan.Values(List.of(), List.of()), List.of())));
            } else {
                inner.declare(p.name(), new Scope.Value(new Scalar.Literal(type, null)));
            }
        }
        Statement last = null;
        for (Statement s : f.function().body()) {
            if (s instanceof Statement.Let let) {
                inner.declare(
                        let.name().text(),
                        let.value() instanceof Expr.Function g
                                ? new Scope.Function(g, inner.asOfNow())
                                : new Scope.Expression(let.value(), inner.asOfNow()));
            }
            last = s;
        }
        return last instanceof Statement.Query query && new Tabularity(session, inner).isTabular(query.expr());
    }
}
