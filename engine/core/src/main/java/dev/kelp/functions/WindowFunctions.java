package dev.kelp.functions;

import java.util.List;

/** Rows of the window family. */
final class WindowFunctions {
    static final List<Fn> ROWS = List.of();

    private WindowFunctions() {}
}
