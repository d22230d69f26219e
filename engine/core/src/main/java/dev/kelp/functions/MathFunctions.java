package dev.kelp.functions;

import java.util.List;

/** Rows of the math family. */
final class MathFunctions {
    static final List<Fn> ROWS = List.of();

    private MathFunctions() {}
}
