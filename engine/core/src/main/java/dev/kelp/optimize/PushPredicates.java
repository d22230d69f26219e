package dev.kelp.optimize;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.PlanRewriter;
import dev.kelp.plan.Scalar;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.OriginColumn;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives a scan the conditions on its columns that it answers itself and prunes extents by.
 *
 * <pre>Filter(a == 1 and f(b); Scan(a, b))  →  Filter(f(b); Scan(a, b; a == 1))</pre>
 *
 * Conditions pass through projections that only hand a column on.
 */
final class PushPredicates implements Rule {
    private static final Map<String, ColumnPredicate.Op> OPERATORS = Map.of(
            "==", ColumnPredicate.Op.EQ,
            "!=", ColumnPredicate.Op.NE,
            "<", ColumnPredicate.Op.LT,
            "<=", ColumnPredicate.Op.LE,
            ">", ColumnPredicate.Op.GT,
            ">=", ColumnPredicate.Op.GE);
    private static final Map<ColumnPredicate.Op, ColumnPredicate.Op> MIRRORED = Map.of(
            ColumnPredicate.Op.EQ, ColumnPredicate.Op.EQ,
            ColumnPredicate.Op.NE, ColumnPredicate.Op.NE,
            ColumnPredicate.Op.LT, ColumnPredicate.Op.GT,
            ColumnPredicate.Op.LE, ColumnPredicate.Op.GE,
            ColumnPredicate.Op.GT, ColumnPredicate.Op.LT,
            ColumnPredicate.Op.GE, ColumnPredicate.Op.LE);

    @Override
    public Plan apply(Plan plan, Set<Column> needed) {
        return new Pusher().rewrite(plan);
    }

    private static final class Pusher extends PlanRewriter {
        @Override
        public Plan filter(Plan.Filter filter) {
            Plan input = rewrite(filter.input());
            List<Scalar> rest = new ArrayList<>();
            for (Scalar conjunct : conjuncts(rewrite(filter.predicate()))) {
                Plan pushed = push(input, conjunct);
                if (pushed != null) {
                    input = pushed;
                } else {
                    rest.add(conjunct);
                }
            }
            for (Scalar conjunct : rest) {
                input = new Plan.Filter(input, conjunct);
            }
            return input;
        }
    }

    static List<Scalar> conjuncts(Scalar predicate) {
        if (predicate instanceof Scalar.Call call && call.function().name().equals("and")) {
            List<Scalar> all = new ArrayList<>();
            call.arguments().forEach(a -> all.addAll(conjuncts(a)));
            return all;
        }
        return List.of(predicate);
    }

    /** The input with the condition in its scan, null where it can't get there. */
    private static @Nullable Plan push(Plan input, Scalar conjunct) {
        if (input instanceof Plan.Filter filter) {
            Plan below = push(filter.input(), conjunct);
            return below == null ? null : new Plan.Filter(below, filter.predicate());
        }
        if (input instanceof Plan.Project project) {
            Scalar below = renamed(conjunct, project);
            Plan pushed = below == null ? null : push(project.input(), below);
            return pushed == null ? null : new Plan.Project(pushed, project.columns());
        }
        if (input instanceof Plan.Scan scan) {
            Optional<ColumnPredicate> predicate = predicate(conjunct, scan);
            // A row of a history and its other state, which tells its type, may differ in what the condition asks.
            if (predicate.isEmpty() || scan.table().changes() != null) {
                return null;
            }
            List<ColumnPredicate> all = new ArrayList<>(scan.predicates());
            all.add(predicate.get());
            return new Plan.Scan(scan.table(), scan.columns(), all);
        }
        return null;
    }

    /** A condition on a projection's columns as one on its input's, null where it needs others than those handed on. */
    static @Nullable Scalar renamed(Scalar conjunct, Plan.Project project) {
        Map<Column, Column> renamed = new HashMap<>();
        for (Plan.Assign assign : project.columns()) {
            if (assign.value() instanceof Scalar.Ref ref) {
                renamed.put(assign.column(), ref.column());
            }
        }
        return rename(conjunct, renamed);
    }

    private static @Nullable Scalar rename(Scalar scalar, Map<Column, Column> renamed) {
        if (scalar instanceof Scalar.Ref ref) {
            Column column = renamed.get(ref.column());
            return column == null ? null : new Scalar.Ref(column);
        }
        if (scalar instanceof Scalar.Literal) {
            return scalar;
        }
        if (scalar instanceof Scalar.Call call) {
            List<Scalar> arguments = new ArrayList<>();
            for (Scalar argument : call.arguments()) {
                Scalar one = rename(argument, renamed);
                if (one == null) {
                    return null;
                }
                arguments.add(one);
            }
            return new Scalar.Call(call.function(), arguments, call.type());
        }
        if (scalar instanceof Scalar.In in) {
            Scalar value = rename(in.value(), renamed);
            boolean constant = in.items().stream().allMatch(i -> i instanceof Scalar.Literal);
            return value == null || !constant ? null : new Scalar.In(value, in.items(), in.negated());
        }
        return null;
    }

    private static Optional<ColumnPredicate> predicate(Scalar conjunct, Plan.Scan scan) {
        if (conjunct instanceof Scalar.In in) {
            return inList(in, scan);
        }
        if (!(conjunct instanceof Scalar.Call call)) {
            return Optional.empty();
        }
        String name = call.function().name();
        if ((name.equals("isnull") || name.equals("isnotnull"))
                && call.arguments().get(0) instanceof Scalar.Ref ref) {
            boolean text = ref.type() == KqlType.STRING;
            return text
                    ? Optional.empty()
                    : stored(ref, scan)
                            .map(c -> new ColumnPredicate(
                                    c,
                                    name.equals("isnull") ? ColumnPredicate.Op.IS_NULL : ColumnPredicate.Op.IS_NOT_NULL,
                                    List.of()));
        }
        ColumnPredicate.Op op = OPERATORS.get(name);
        if (op == null || call.arguments().size() != 2) {
            return Optional.empty();
        }
        Scalar left = call.arguments().get(0);
        Scalar right = call.arguments().get(1);
        if (left instanceof Scalar.Literal) {
            Scalar swap = left;
            left = right;
            right = swap;
            op = MIRRORED.get(op);
        }
        left = withoutWidening(left, right);
        if (op == null || !(left instanceof Scalar.Ref ref) || !(right instanceof Scalar.Literal literal)) {
            return Optional.empty();
        }
        Object value = narrowed(literal, ref.type());
        if (value == null || ref.type() == KqlType.DYNAMIC) {
            return Optional.empty();
        }
        ColumnPredicate.Op chosen = op;
        return stored(ref, scan).map(c -> new ColumnPredicate(c, chosen, List.of(value)));
    }

    /** {@code tolong(intColumn) == 5} is a condition on the column itself. */
    private static Scalar withoutWidening(Scalar value, Scalar other) {
        boolean widened = value instanceof Scalar.Call call
                && call.function().name().equals("tolong")
                && call.arguments().get(0).type() == KqlType.INT
                && other instanceof Scalar.Literal;
        return widened ? ((Scalar.Call) value).arguments().get(0) : value;
    }

    private static @Nullable Object narrowed(Scalar.Literal literal, KqlType type) {
        Object value = literal.value();
        if (value instanceof Double d && d.isNaN()) {
            return null;
        }
        if (literal.type() == type) {
            return value;
        }
        if (type == KqlType.INT && value instanceof Long l && l == l.intValue()) {
            return l.intValue();
        }
        return null;
    }

    private static Optional<ColumnPredicate> inList(Scalar.In in, Plan.Scan scan) {
        if (in.items().isEmpty() || !(in.items().get(0) instanceof Scalar.Literal first)) {
            return Optional.empty();
        }
        Scalar value = withoutWidening(in.value(), first);
        if (!(value instanceof Scalar.Ref ref) || ref.type() == KqlType.DYNAMIC) {
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>();
        for (Scalar item : in.items()) {
            Object one = item instanceof Scalar.Literal literal ? narrowed(literal, ref.type()) : null;
            if (one == null) {
                return Optional.empty();
            }
            values.add(one);
        }
        ColumnPredicate.Op op = in.negated() ? ColumnPredicate.Op.NOT_IN : ColumnPredicate.Op.IN;
        return stored(ref, scan).map(c -> new ColumnPredicate(c, op, values));
    }

    private static Optional<ColumnDef> stored(Scalar.Ref ref, Plan.Scan scan) {
        return scan.columns().stream()
                .filter(c -> c.column().equals(ref.column()))
                .findFirst()
                .map(Plan.ScanColumn::stored)
                .filter(ColumnDef::takesConditions)
                .filter(column ->
                        !column.equals(OriginColumn.EXTENT_ID.column()) && !column.equals(OriginColumn.ROW.column()));
    }
}
