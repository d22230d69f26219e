package dev.kelp.syntax;

import dev.kelp.text.Span;

/** An operator as parsed; each operator is a record of its own in {@code operators}. */
public interface OperatorSyntax {

    Span span();
}
