package dev.kelp.functions;

import java.util.List;

/** Rows of the string family. */
final class StringFunctions {
    static final List<Fn> ROWS = List.of();

    private StringFunctions() {}
}
