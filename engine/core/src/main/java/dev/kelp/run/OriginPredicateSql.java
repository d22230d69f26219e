package dev.kelp.run;

import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.OriginColumn;
import java.util.stream.Collectors;

/** A predicate on where rows come from, for extents whose rows came in one by one. */
final class OriginPredicateSql {
    private OriginPredicateSql() {}

    static String of(ColumnPredicate predicate) {
        return OriginColumn.of(predicate.column())
                .map(origin -> switch (origin) {
                    case INGESTION_TIME -> compared(OriginColumn.TICKS, predicate);
                    case SNAPSHOT -> compared(OriginColumn.BEGIN, predicate);
                    // Such conditions only leave extents away; they are tested on the rows once more.
                    case TAGS, EXTENT_ID, ROW -> "true";
                })
                .orElse("true");
    }

    private static String compared(String column, ColumnPredicate predicate) {
        String values = predicate.values().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return switch (predicate.op()) {
            case EQ -> column + " = " + values;
            case NE -> column + " <> " + values;
            case LT -> column + " < " + values;
            case LE -> column + " <= " + values;
            case GT -> column + " > " + values;
            case GE -> column + " >= " + values;
            case IN -> values.isEmpty() ? "false" : column + " IN (" + values + ")";
            case NOT_IN -> values.isEmpty() ? "true" : column + " NOT IN (" + values + ")";
            case IS_NULL -> "false";
            case IS_NOT_NULL, HOLDS -> "true";
        };
    }
}
