package dev.kelp.bind;

import dev.kelp.syntax.OperatorSyntax;

/** An operator that begins a query. */
public interface SourceOperator extends OperatorSyntax {

    Relation bindSource(Binder binder);
}
