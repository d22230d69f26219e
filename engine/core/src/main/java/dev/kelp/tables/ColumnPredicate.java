package dev.kelp.tables;

import java.io.Serializable;
import java.util.List;

/**
 * A condition on one stored column that a scan answers exactly and that extents are pruned by; or on an {@link OriginColumn}, which
 * picks whole extents.
 *
 * <p>Values are carriers of the column's type (a datetime is a {@code Long} of ticks, a decimal canonical text). A stored
 * null string counts as the empty string. Null semantics are those of a filter: rows for which the condition is not true go.
 *
 * @param values one value; for {@link Op#IN} and {@link Op#NOT_IN} any number; for {@link Op#IS_NULL} and {@link Op#IS_NOT_NULL} none
 */
public record ColumnPredicate(ColumnDef column, Op op, List<Object> values) implements Serializable {

    /** {@code NE} and {@code NOT_IN} keep nulls of non-string columns, as KQL's {@code !=} and {@code !in} do. */
    public enum Op {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE,
        IN,
        NOT_IN,
        IS_NULL,
        IS_NOT_NULL,
        /**
         * The text holds one of the values, whatever their case. Only of {@link OriginColumn#TAGS}, and only to leave extents away:
         * the condition that it follows from is tested on the rows.
         */
        HOLDS
    }

    public ColumnPredicate {
        values = List.copyOf(values);
    }
}
