package dev.kelp.bind;

import dev.kelp.syntax.OperatorSyntax;
import java.util.List;

/**
 * An operator that gives several tables and so can only end a query: {@code fork}, {@code facet}. One that is an {@link Operator}, too,
 * gives one table where others follow.
 */
public interface SeveralResults extends OperatorSyntax {

    /** The tables it makes of its input, in order, at least one. */
    List<Relation> bindAll(Relation input, Binder binder);

    /** Whether it works on a graph. */
    default boolean takesGraph() {
        return false;
    }

    /** Whether it just names its tables for the queries that follow, and yields them itself only where none does. */
    default boolean names() {
        return false;
    }
}
