package dev.kelp.optimize;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.PlanRewriter;
import dev.kelp.plan.References;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out what nobody reads, down to the scan.
 *
 * <pre>Project(b; Project(a, b, c=f(a); Scan(a, b, d)))  →  Project(b; Project(b; Scan(b)))</pre>
 */
final class PruneColumns implements Rule {
    @Override
    public Plan apply(Plan plan, Set<Column> needed) {
        Map<String, Set<Column>> shared = new HashMap<>();
        Plan pruned = new Pruner(needed, shared).rewrite(plan);
        // What is read of shared rows is known once all their readers have been seen.
        return shared.isEmpty() ? pruned : new Pruner(needed, shared).rewrite(plan);
    }

    private static final class Pruner extends PlanRewriter {
        private final Set<Column> needed;
        private final Map<String, Set<Column>> shared;

        Pruner(Set<Column> needed, Map<String, Set<Column>> shared) {
            this.needed = needed;
            this.shared = shared;
        }

        @Override
        public Plan shared(Plan.Shared node) {
            Set<Column> read = shared.computeIfAbsent(node.name(), name -> new HashSet<>());
            for (int i = 0; i < node.output().size(); i++) {
                if (needed.contains(node.output().get(i))) {
                    read.add(node.columns().get(i));
                }
            }
            List<Column> columns = new ArrayList<>();
            List<Column> output = new ArrayList<>();
            for (int i = 0; i < node.output().size(); i++) {
                if (read.contains(node.columns().get(i))) {
                    columns.add(node.columns().get(i));
                    output.add(node.output().get(i));
                }
            }
            return new Plan.Shared(node.name(), below(node.input(), Set.copyOf(read)), columns, output);
        }

        private Plan below(Plan input, Set<Column> wanted) {
            return new Pruner(wanted, shared).rewrite(input);
        }

        private static void add(Set<Column> set, Iterable<? extends Scalar> scalars) {
            set.addAll(References.counts(scalars).keySet());
        }

        private static void addKeys(Set<Column> set, List<SortKey> keys) {
            keys.forEach(k -> set.add(k.column()));
        }

        @Override
        public Plan scan(Plan.Scan scan) {
            List<Plan.ScanColumn> kept = scan.columns().stream()
                    .filter(c -> needed.contains(c.column()))
                    .toList();
            return new Plan.Scan(scan.table(), kept, scan.predicates());
        }

        @Override
        public Plan values(Plan.Values values) {
            List<Column> kept = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < values.output().size(); i++) {
                if (needed.contains(values.output().get(i))) {
                    kept.add(values.output().get(i));
                    places.add(i);
                }
            }
            List<List<Scalar>> rows = values.rows().stream()
                    .map(row -> places.stream().map(row::get).toList())
                    .toList();
            return new Plan.Values(kept, rows);
        }

        @Override
        public Plan filter(Plan.Filter filter) {
            Set<Column> wanted = new HashSet<>(needed);
            add(wanted, List.of(filter.predicate()));
            return new Plan.Filter(below(filter.input(), wanted), rewrite(filter.predicate()));
        }

        @Override
        public Plan project(Plan.Project project) {
            List<Plan.Assign> kept = project.columns().stream()
                    .filter(a -> needed.contains(a.column()))
                    .toList();
            Set<Column> wanted = new HashSet<>();
            add(wanted, kept.stream().map(Plan.Assign::value).toList());
            return new Plan.Project(below(project.input(), wanted), assigns(kept));
        }

        @Override
        public Plan aggregate(Plan.Aggregate aggregate) {
            List<Plan.AggregateColumn> kept = aggregate.aggregates().stream()
                    .filter(a -> needed.contains(a.column()))
                    .toList();
            Set<Column> wanted = new HashSet<>();
            add(wanted, aggregate.keys().stream().map(Plan.Assign::value).toList());
            for (Plan.AggregateColumn column : kept) {
                add(wanted, column.arguments());
                Scalar filter = column.filter();
                if (filter != null) {
                    add(wanted, List.of(filter));
                }
                addKeys(wanted, column.order());
            }
            if (kept.isEmpty() && aggregate.keys().isEmpty()) {
                // Without keys and aggregates it would be no aggregation any more: keep one column then.
                return aggregate;
            }
            return new Plan.Aggregate(below(aggregate.input(), wanted), assigns(aggregate.keys()), kept);
        }

        @Override
        public Plan window(Plan.Window window) {
            List<Plan.WindowColumn> kept = window.columns().stream()
                    .filter(w -> needed.contains(w.column()))
                    .toList();
            Set<Column> wanted = new HashSet<>(needed);
            for (Plan.WindowColumn column : kept) {
                add(wanted, column.arguments());
                wanted.addAll(column.partition());
                addKeys(wanted, column.order());
            }
            Plan input = below(window.input(), wanted);
            return kept.isEmpty() ? input : new Plan.Window(input, kept);
        }

        @Override
        public Plan limit(Plan.Limit limit) {
            Set<Column> wanted = new HashSet<>(needed);
            addKeys(wanted, limit.order());
            return new Plan.Limit(below(limit.input(), wanted), limit.count(), limit.order());
        }

        @Override
        public Plan join(Plan.Join join) {
            Set<Column> wanted = new HashSet<>(needed);
            for (Plan.KeyPair key : join.keys()) {
                add(wanted, List.of(key.left(), key.right()));
            }
            return new Plan.Join(join.kind(), below(join.left(), wanted), below(join.right(), wanted), join.keys());
        }

        @Override
        public Plan union(Plan.Union union) {
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < union.output().size(); i++) {
                if (needed.contains(union.output().get(i))) {
                    places.add(i);
                }
            }
            List<Plan> inputs = new ArrayList<>();
            List<List<Column>> columns = new ArrayList<>();
            for (int i = 0; i < union.inputs().size(); i++) {
                List<Column> from = union.columns().get(i);
                List<Column> kept = places.stream().map(from::get).toList();
                inputs.add(below(union.inputs().get(i), new HashSet<>(kept)));
                columns.add(kept);
            }
            return new Plan.Union(
                    inputs, columns, places.stream().map(union.output()::get).toList());
        }

        @Override
        public Plan unnest(Plan.Unnest unnest) {
            Set<Column> wanted = new HashSet<>(needed);
            add(wanted, unnest.items().stream().map(Plan.Assign::value).toList());
            Column position = unnest.position();
            return new Plan.Unnest(
                    below(unnest.input(), wanted),
                    assigns(unnest.items()),
                    position != null && needed.contains(position) ? position : null);
        }

        @Override
        public Plan fold(Plan.Fold fold) {
            return new Plan.Fold(
                    below(fold.input(), fold.reads()),
                    fold.partition(),
                    fold.number(),
                    assigns(fold.state()),
                    fold.stages().stream().map(this::assigns).toList(),
                    fold.next(),
                    fold.emissions(),
                    fold.output());
        }

        @Override
        public Scalar inPlan(Scalar.InPlan in) {
            return new Scalar.InPlan(
                    rewrite(in.value()), below(in.plan(), Set.of(in.column())), in.column(), in.negated());
        }

        @Override
        public Scalar subquery(Scalar.Subquery subquery) {
            return new Scalar.Subquery(below(subquery.plan(), Set.of(subquery.column())), subquery.column());
        }
    }
}
