package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows an operator's expressions are bound on. Window calls and helper columns extend {@link #plan()} while expressions are
 * bound; the operator goes on from that plan.
 */
public final class RowContext {
    private final Session session;
    private final Relation relation;
    private final Map<String, Scalar> locals = new LinkedHashMap<>();
    private final Map<String, Map<String, Scalar>> records = new HashMap<>();
    private Plan plan;
    private List<SortKey> order;
    private boolean ordinal;
    private @Nullable Aggregation aggregation;

    RowContext(Session session, Relation relation) {
        this.session = session;
        this.relation = relation;
        this.plan = relation.plan();
        this.order = relation.order();
    }

    /** Where aggregate calls are gathered: by {@code summarize} and its kin. */
    public interface Aggregation {
        /** The column that will hold the call's value. */
        Scalar aggregate(dev.kelp.syntax.Expr.Call call, RowContext row);

        /** The meaning of a name outside aggregates: a group key. */
        Scalar key(dev.kelp.syntax.Expr.Name name);
    }

    public Relation relation() {
        return relation;
    }

    /** The input's plan with what window calls and helper columns have added. */
    public Plan plan() {
        return plan;
    }

    /** Goes on from a plan that yields all that {@link #plan()} does, and more. */
    void over(Plan more) {
        plan = more;
    }

    /** The input with those additions, its order as exact as it was made on the way. */
    public Relation extended() {
        return new Relation(
                plan, relation.columns(), order, relation.serialized(), relation.name(), relation.visualization());
    }

    /** Gives a name a meaning that wins over the columns. */
    public RowContext local(String name, Scalar value) {
        locals.put(name, value);
        return this;
    }

    /** Gives {@code name.column} a meaning, as of {@code $left.x} or a scan's {@code s.x}. */
    public RowContext record(String name, Map<String, Scalar> columns) {
        records.put(name, Map.copyOf(columns));
        return this;
    }

    /** The columns of a named record, null where the name is none. */
    @Nullable
    Map<String, Scalar> record(String name) {
        return records.get(name);
    }

    /** The names of records. */
    Set<String> records() {
        return records.keySet();
    }

    public RowContext aggregating(@Nullable Aggregation gatherer) {
        aggregation = gatherer;
        return this;
    }

    @Nullable
    Aggregation aggregation() {
        return aggregation;
    }

    /** The same rows outside aggregates' collection: for the arguments of an aggregate. */
    <T> T withoutAggregation(java.util.function.Supplier<T> work) {
        Aggregation kept = aggregation;
        aggregation = null;
        try {
            return work.get();
        } finally {
            aggregation = kept;
        }
    }

    @Nullable
    Scalar find(String name) {
        Scalar local = locals.get(name);
        if (local != null) {
            return local;
        }
        return relation.column(name).<Scalar>map(Scalar.Ref::new).orElse(null);
    }

    /** A column that holds the value: its own where it is one, else one more in the plan. */
    public Column column(Scalar value, String name) {
        if (value instanceof Scalar.Ref ref) {
            return ref.column();
        }
        Column column = session.column(name, value.type());
        List<Plan.Assign> all = new ArrayList<>();
        for (Column c : plan.output()) {
            all.add(Plan.Assign.of(c));
        }
        all.add(new Plan.Assign(column, value));
        plan = new Plan.Project(plan, all);
        return column;
    }

    /** A window column over the rows' order. */
    public Scalar window(Plan.WindowKind kind, KqlType type, List<Scalar> arguments, List<Column> partition) {
        fixOrder();
        return window(kind, type, arguments, partition, order);
    }

    /** A window column over an order of its own. */
    public Scalar window(
            Plan.WindowKind kind, KqlType type, List<Scalar> arguments, List<Column> partition, List<SortKey> keys) {
        Column column = session.column(kind.name().toLowerCase(java.util.Locale.ROOT), type);
        plan = new Plan.Window(plan, List.of(new Plan.WindowColumn(column, kind, arguments, partition, keys)));
        return new Scalar.Ref(column);
    }

    /** A column that numbers the rows in their order. */
    public Column numbered() {
        fixOrder();
        return order.get(0).column();
    }

    /** Ties in the order must fall the same way for every window call: number the rows once. */
    private void fixOrder() {
        if (ordinal || order.size() == 1 && order.get(0).column().name().equals(Binder.ORDINAL)) {
            return;
        }
        ordinal = true;
        Column number = session.column(Binder.ORDINAL, KqlType.LONG);
        plan = new Plan.Window(
                plan, List.of(new Plan.WindowColumn(number, Plan.WindowKind.ROW_NUMBER, List.of(), List.of(), order)));
        order = List.of(new SortKey(number, false, true));
    }
}
