package dev.kelp.operators;

import dev.kelp.syntax.Expr;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names in a predicate.
 *
 * @param names those that may be columns'
 * @param anyColumn whether it looks at any column
 * @param anyColumnWritten whether it says so by {@code *}, not by a bare text
 */
record PredicateNames(Set<String> names, boolean anyColumn, boolean anyColumnWritten) {

    static PredicateNames of(Expr expr) {
        Collector collector = new Collector();
        collector.visit(expr);
        return new PredicateNames(collector.names, collector.stars > 0, collector.stars > collector.terms);
    }

    private static final class Collector {
        private final Set<String> names = new LinkedHashSet<>();
        private int stars;
        private int terms;

        void visit(Expr expr) {
            if (expr instanceof Expr.Name name) {
                names.add(name.name());
            } else if (expr instanceof Expr.Star) {
                stars++;
            } else if (expr instanceof Expr.Binary binary) {
                // A bare text stands where the term of its own making stands.
                boolean term = binary.left() instanceof Expr.Star
                        && binary.left().span().equals(binary.right().span());
                terms += term ? 1 : 0;
                visit(binary.left());
                visit(binary.right());
            } else if (expr instanceof Expr.Unary unary) {
                visit(unary.operand());
            } else if (expr instanceof Expr.In in) {
                visit(in.value());
                in.items().forEach(this::visit);
            } else if (expr instanceof Expr.Between between) {
                visit(between.value());
                visit(between.low());
                visit(between.high());
            } else if (expr instanceof Expr.Member member) {
                visit(member.target());
            } else if (expr instanceof Expr.Index index) {
                visit(index.target());
                visit(index.index());
            } else if (expr instanceof Expr.Call call) {
                call.arguments().forEach(a -> visit(a.expr()));
            }
        }
    }
}
