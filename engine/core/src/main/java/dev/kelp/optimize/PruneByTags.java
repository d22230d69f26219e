package dev.kelp.optimize;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.PlanRewriter;
import dev.kelp.plan.Scalar;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.OriginColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a scan what the tags of its extents must hold for any row to pass; the condition itself stays.
 *
 * <pre>Filter(tags has "drop-by:x"; Scan(tags))  →  Filter(tags has "drop-by:x"; Scan(tags; tags hold "drop-by:x"))</pre>
 */
final class PruneByTags implements Rule {
    /** What is true only of texts that hold the second argument, in some case. */
    private static final Set<String> HOLDING = Set.of(
            "has", "has_cs", "contains", "contains_cs", "hasprefix", "hasprefix_cs", "hassuffix", "hassuffix_cs");

    @Override
    public Plan apply(Plan plan, Set<Column> needed) {
        return new Rewriter().rewrite(plan);
    }

    private static final class Rewriter extends PlanRewriter {
        @Override
        public Plan filter(Plan.Filter filter) {
            Plan input = rewrite(filter.input());
            for (Scalar conjunct : PushPredicates.conjuncts(filter.predicate())) {
                input = pruned(input, conjunct);
            }
            return new Plan.Filter(input, rewrite(filter.predicate()));
        }
    }

    private static Plan pruned(Plan input, Scalar conjunct) {
        if (input instanceof Plan.Filter filter) {
            return new Plan.Filter(pruned(filter.input(), conjunct), filter.predicate());
        }
        if (input instanceof Plan.Scan scan) {
            return predicate(conjunct, scan)
                    .map(predicate -> {
                        List<ColumnPredicate> all = new ArrayList<>(scan.predicates());
                        all.add(predicate);
                        return (Plan) new Plan.Scan(scan.table(), scan.columns(), all);
                    })
                    .orElse(input);
        }
        if (input instanceof Plan.Project project) {
            Scalar below = PushPredicates.renamed(conjunct, project);
            return below == null ? input : new Plan.Project(pruned(project.input(), below), project.columns());
        }
        return input;
    }

    private static Optional<ColumnPredicate> predicate(Scalar conjunct, Plan.Scan scan) {
        boolean holds = conjunct instanceof Scalar.Call call
                && HOLDING.contains(call.function().name())
                && isTags(call.arguments().get(0), scan);
        if (!holds
                || !(((Scalar.Call) conjunct).arguments().get(1) instanceof Scalar.Literal literal)
                || !(literal.value() instanceof String text)
                || !text.chars().allMatch(c -> c < 128)) {
            return Optional.empty();
        }
        return Optional.of(new ColumnPredicate(OriginColumn.TAGS.column(), ColumnPredicate.Op.HOLDS, List.of(text)));
    }

    private static boolean isTags(Scalar value, Plan.Scan scan) {
        if (value instanceof Scalar.Call call && call.function().name().equals("tostring")) {
            return isTags(call.arguments().get(0), scan);
        }
        return value instanceof Scalar.Ref ref
                && scan.columns().stream()
                        .anyMatch(c ->
                                c.column().equals(ref.column()) && c.stored().equals(OriginColumn.TAGS.column()));
    }
}
