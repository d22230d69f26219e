package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.plan.Visualization;
import dev.kelp.types.Field;
import dev.kelp.types.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bound table: a plan, the columns a query can see, and the order its rows are in.
 *
 * @param columns the visible ones; the plan may yield more that carry the order
 * @param order what the rows are ordered by; empty where no order is known
 * @param serialized whether window functions may stand on it (R158)
 * @param name what {@code as}, a let or a table calls it; null for an anonymous one
 * @param graph what it is instead of rows; null for a table
 */
public record Relation(
        Plan plan,
        List<Column> columns,
        List<SortKey> order,
        boolean serialized,
        @Nullable String name,
        @Nullable Visualization visualization,
        @Nullable Graph graph) {
    public Relation {
        columns = List.copyOf(columns);
        order = List.copyOf(order);
    }

    /** A table. */
    public Relation(
            Plan plan,
            List<Column> columns,
            List<SortKey> order,
            boolean serialized,
            @Nullable String name,
            @Nullable Visualization visualization) {
        this(plan, columns, order, serialized, name, visualization, null);
    }

    /** A table in no order. */
    public static Relation of(Plan plan, List<Column> columns) {
        return new Relation(plan, columns, List.of(), false, null, null);
    }

    /** A graph: only graph operators take it. */
    public static Relation of(Graph graph) {
        return new Relation(new Plan.Values(List.of(), List.of()), List.of(), List.of(), false, null, null, graph);
    }

    public Optional<Column> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    public Schema schema() {
        return new Schema(
                columns.stream().map(c -> new Field(c.name(), c.type())).toList());
    }

    /** The same rows in the same order under another plan that keeps this one's order columns. */
    public Relation over(Plan newPlan, List<Column> visible) {
        return new Relation(newPlan, visible, order, serialized, name, visualization);
    }

    public Relation ordered(List<SortKey> keys, boolean nowSerialized) {
        return new Relation(plan, columns, keys, nowSerialized, name, visualization);
    }

    public Relation named(@Nullable String newName) {
        return new Relation(plan, columns, order, serialized, newName, visualization, graph);
    }

    public Relation shown(Visualization asked) {
        return new Relation(plan, columns, order, serialized, name, asked);
    }

    /** Keeps just these columns, in this order; columns that carry the row order stay behind the scenes. */
    public Relation project(Plan from, List<Plan.Assign> assigns) {
        List<Plan.Assign> all = new ArrayList<>(assigns);
        Set<Column> there =
                new LinkedHashSet<>(assigns.stream().map(Plan.Assign::column).toList());
        for (SortKey key : order) {
            if (there.add(key.column())) {
                all.add(new Plan.Assign(key.column(), new Scalar.Ref(key.column())));
            }
        }
        return over(
                new Plan.Project(from, all),
                assigns.stream().map(Plan.Assign::column).toList());
    }

    /** Keeps just these of its own columns. */
    public Relation keep(List<Column> kept) {
        return over(plan, kept);
    }
}
