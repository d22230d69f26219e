package dev.kelp.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The columns a value reads from its row, and how often. */
public final class References implements Scalar.Visitor<Void> {
    private final Map<Column, Integer> counts = new HashMap<>();

    /** How often each column is read by some values. */
    public static Map<Column, Integer> counts(Iterable<? extends Scalar> scalars) {
        References references = new References();
        scalars.forEach(s -> s.accept(references));
        return references.counts;
    }

    public static Set<Column> of(Scalar scalar) {
        return counts(java.util.List.of(scalar)).keySet();
    }

    @Override
    public Void literal(Scalar.Literal literal) {
        return done();
    }

    @Override
    public Void ref(Scalar.Ref ref) {
        counts.merge(ref.column(), 1, Integer::sum);
        return done();
    }

    @Override
    public Void call(Scalar.Call call) {
        call.arguments().forEach(a -> a.accept(this));
        return done();
    }

    @Override
    public Void in(Scalar.In in) {
        in.value().accept(this);
        in.items().forEach(i -> i.accept(this));
        return done();
    }

    @Override
    public Void inPlan(Scalar.InPlan in) {
        return in.value().accept(this);
    }

    @Override
    public Void subquery(Scalar.Subquery subquery) {
        return done();
    }

    @SuppressWarnings("NullAway") // Void has no other value
    private static Void done() {
        return null;
    }
}
