package dev.kelp.operators.graph;

import dev.kelp.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks through expressions before they are bound. */
final class Expressions {
    private Expressions() {}

    /** The expression with parts exchanged, from the outside in: those for which the function gives another. */
    static Expr exchanged(Expr expr, Function<Expr, @Nullable Expr> other) {
        Expr changed = other.apply(expr);
        if (changed != null) {
            return changed;
        }
        if (expr instanceof Expr.Member m) {
            return new Expr.Member(exchanged(m.target(), other), m.member(), m.span());
        } else if (expr instanceof Expr.Index i) {
            return new Expr.Index(exchanged(i.target(), other), exchanged(i.index(), other), i.span());
        } else if (expr instanceof Expr.Call c) {
            List<Expr.Item> arguments = new ArrayList<>();
            for (Expr.Item item : c.arguments()) {
                arguments.add(new Expr.Item(item.names(), exchanged(item.expr(), other), item.span()));
            }
            return new Expr.Call(c.function(), arguments, c.nameSpan(), c.span());
        } else if (expr instanceof Expr.Unary u) {
            return new Expr.Unary(u.operator(), exchanged(u.operand(), other), u.span());
        } else if (expr instanceof Expr.Binary b) {
            return new Expr.Binary(
                    b.operator(), exchanged(b.left(), other), exchanged(b.right(), other), b.operatorSpan(), b.span());
        } else if (expr instanceof Expr.In in) {
            List<Expr> items = in.items().stream().map(i -> exchanged(i, other)).toList();
            return new Expr.In(in.operator(), exchanged(in.value(), other), items, in.span());
        } else if (expr instanceof Expr.Between b) {
            return new Expr.Between(
                    b.negated(),
                    exchanged(b.value(), other),
                    exchanged(b.low(), other),
                    exchanged(b.high(), other),
                    b.span());
        }
        return expr;
    }

    /** The conditions that must all hold for this one to hold. */
    static List<Expr> conjuncts(Expr condition) {
        if (condition instanceof Expr.Binary b && b.operator().equals("and")) {
            List<Expr> all = new ArrayList<>(conjuncts(b.left()));
            all.addAll(conjuncts(b.right()));
            return all;
        }
        return List.of(condition);
    }

    /** Both conditions. */
    static Expr and(@Nullable Expr one, Expr other) {
        return one == null
                ? other
                : new Expr.Binary("and", one, other, other.span(), one.span().to(other.span()));
    }
}
