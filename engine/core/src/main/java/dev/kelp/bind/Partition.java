package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows that a sub-pipeline runs over once per key: it is bound like any other on {@link #leaf}, and what comes of it is rewritten by
 * {@link #lift} so that one plan does the work for all keys.
 */
public final class Partition {
    private final Session session;
    private final Plan.Project plan;
    private final int width;
    private final Relation leaf;

    private Partition(Session session, Plan.Project plan, int width, Relation leaf) {
        this.session = session;
        this.plan = plan;
        this.width = width;
        this.leaf = leaf;
    }

    /**
     * @param rows in the order they have inside a key
     * @param key a column of the rows' plan, of a type that rows can be grouped by
     * @param carried columns of the rows' plan that are the same for all rows of a key, to be had beside the results
     */
    public static Partition of(Relation rows, Column key, List<Column> carried, Session session) {
        List<Plan.Assign> assigns = new ArrayList<>();
        // The leaf is known by this name in the copies that are made of it wherever the sub-pipeline reads it twice.
        int number = session.column("$key", key.type()).id();
        assigns.add(new Plan.Assign(session.column("$key" + number, key.type()), new Scalar.Ref(key)));
        for (Column column : carried) {
            assigns.add(new Plan.Assign(session.column(column.name(), column.type()), new Scalar.Ref(column)));
        }
        int width = assigns.size();
        Set<Column> seen = new LinkedHashSet<>(rows.columns());
        rows.order().stream().map(SortKey::column).forEach(seen::add);
        seen.forEach(c -> assigns.add(Plan.Assign.of(c)));
        // Numbers of rows, above all, must be the same wherever the lifted plan reads them.
        Set<Column> read = new LinkedHashSet<>(seen);
        read.add(key);
        read.addAll(carried);
        Plan.Project plan = new Plan.Project(Sharing.once(rows.plan(), List.copyOf(read), session), assigns);
        return new Partition(session, plan, width, rows.over(plan, rows.columns()));
    }

    /** What the sub-pipeline is bound on: the rows of one key, as far as it can tell. */
    public Relation leaf() {
        return leaf;
    }

    /** The key's value, for sub-pipelines that read other tables. */
    public Scalar key() {
        Column key = plan.output().get(0);
        return new Scalar.Subquery(new Plan.Limit(plan, 1, List.of()), key);
    }

    /**
     * A bound sub-pipeline's rows for all keys.
     *
     * @param key whose result a row is of
     * @param carried the carried columns, in their order
     */
    public record Lifted(Plan plan, Column key, List<Column> carried) {}

    public Lifted lift(Relation bound) {
        List<Column> keys = plan.output().subList(0, width);
        PartitionLift.Rows rows = new PartitionLift(session, plan, keys).all(bound.plan());
        return new Lifted(
                rows.plan(), rows.key(), rows.keys().subList(1, rows.keys().size()));
    }
}
