package dev.kelp.store;

import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.Extent;
import dev.kelp.tables.OriginColumn;
import java.util.Locale;

/** Decides by how an extent came in whether its rows can pass a predicate on that. In doubt they can. */
final class OriginBounds {
    private OriginBounds() {}

    static boolean mayPass(ColumnPredicate predicate, Extent.Arrival arrival) {
        return OriginColumn.of(predicate.column())
                .map(origin -> switch (origin) {
                    case INGESTION_TIME ->
                        arrival.ticks() == Extent.Arrival.FORGOTTEN
                                ? ofNull(predicate.op())
                                : passes(predicate, arrival.ticks());
                    case SNAPSHOT -> passes(predicate, arrival.snapshot());
                    case TAGS -> mayHold(predicate, OriginColumn.json(arrival.tags()));
                    case EXTENT_ID, ROW -> true;
                })
                .orElse(true);
    }

    private static boolean ofNull(ColumnPredicate.Op op) {
        return op == ColumnPredicate.Op.NE || op == ColumnPredicate.Op.NOT_IN || op == ColumnPredicate.Op.IS_NULL;
    }

    /** All rows of an extent came in at once, so this is the answer for each of them. */
    private static boolean passes(ColumnPredicate predicate, long value) {
        return switch (predicate.op()) {
            case EQ, LT, LE, GT, GE, NE ->
                compares(predicate.op(), value, predicate.values().get(0));
            case IN -> predicate.values().stream().anyMatch(v -> compares(ColumnPredicate.Op.EQ, value, v));
            case NOT_IN -> predicate.values().stream().noneMatch(v -> compares(ColumnPredicate.Op.EQ, value, v));
            case IS_NULL -> false;
            case IS_NOT_NULL, HOLDS -> true;
        };
    }

    private static boolean compares(ColumnPredicate.Op op, long value, Object other) {
        int order = Long.compare(value, ((Number) other).longValue());
        return switch (op) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            default -> true;
        };
    }

    private static boolean mayHold(ColumnPredicate predicate, String tags) {
        if (predicate.op() != ColumnPredicate.Op.HOLDS) {
            return true;
        }
        String lower = tags.toLowerCase(Locale.ROOT);
        return predicate.values().stream()
                .anyMatch(v -> lower.contains(v.toString().toLowerCase(Locale.ROOT)));
    }
}
