package dev.kelp.spark;

import dev.kelp.store.Snapshot;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.ColumnPredicate.Op;
import dev.kelp.tables.ColumnStats;
import dev.kelp.tables.Extent;
import dev.kelp.tables.ScanRequest;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses the extents of a read by what the catalogue knows of them. */
final class ExtentPruner {
    private ExtentPruner() {}

    /**
     * @param pruning conditions that extents are left away by, beside those of the request
     * @param limit rows that are enough, negative for all
     */
    static List<Extent> extents(Snapshot snapshot, ScanRequest request, List<ColumnPredicate> pruning, int limit) {
        // All are asked for at one moment: between two, rows may move from the catalogue to a file.
        List<ScanRequest> requests = new ArrayList<>(List.of(request));
        for (ColumnPredicate condition : pruning) {
            requests.add(with(request, condition));
            // The catalogue gives statistics of those columns that conditions speak of; NaN is not null to it.
            requests.add(with(request, new ColumnPredicate(condition.column(), Op.IS_NOT_NULL, List.of())));
        }
        List<List<Extent>> found = snapshot.carried(requests);
        List<Extent> extents = found.get(0);
        for (int i = 0; i < pruning.size(); i++) {
            ColumnPredicate condition = pruning.get(i);
            boolean real = condition.column().type() == KqlType.REAL;
            List<Extent> asked = real ? found.get(2 * i + 2) : extents;
            Set<Long> passing = found.get(2 * i + 1).stream().map(Extent::id).collect(Collectors.toSet());
            Set<Long> kept = asked.stream()
                    .filter(extent -> passing.contains(extent.id()) || (real && mayHoldNan(extent, condition)))
                    .map(Extent::id)
                    .collect(Collectors.toSet());
            extents = extents.stream().filter(e -> kept.contains(e.id())).toList();
        }
        return limit < 0 ? extents : enough(extents, limit);
    }

    private static boolean mayHoldNan(Extent extent, ColumnPredicate condition) {
        ColumnStats stats = extent.columns().get(condition.column().id());
        return stats == null || !Boolean.FALSE.equals(stats.nan());
    }

    private static ScanRequest with(ScanRequest request, ColumnPredicate condition) {
        List<ColumnPredicate> predicates = new ArrayList<>(request.predicates());
        predicates.add(condition);
        return new ScanRequest(request.table(), request.columns(), predicates);
    }

    private static List<Extent> enough(List<Extent> extents, int limit) {
        List<Extent> chosen = new ArrayList<>();
        long rows = 0;
        for (Extent extent : extents) {
            if (rows >= limit) {
                break;
            }
            chosen.add(extent);
            rows += extent.hasDeletions() ? 0 : extent.rows();
        }
        return chosen;
    }
}
