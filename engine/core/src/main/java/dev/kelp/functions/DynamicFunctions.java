package dev.kelp.functions;

import java.util.List;

/** Rows of the dynamic family. */
final class DynamicFunctions {
    static final List<Fn> ROWS = List.of();

    private DynamicFunctions() {}
}
