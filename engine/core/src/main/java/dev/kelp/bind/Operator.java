package dev.kelp.bind;

import dev.kelp.syntax.OperatorSyntax;

/** A piped operator: parsed by its own file, lowered here to the closed algebra. */
public interface Operator extends OperatorSyntax {

    /** The table the operator makes of its input. Throws KqlException for what is unknown, ill-typed or unsupported. */
    Relation bind(Relation input, Binder binder);
}
