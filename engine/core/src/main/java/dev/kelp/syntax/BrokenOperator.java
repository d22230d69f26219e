package dev.kelp.syntax;

import dev.kelp.text.Span;

/** An operator that can't be read; only where errors are noted and not thrown. */
public record BrokenOperator(Span span) implements OperatorSyntax {}
