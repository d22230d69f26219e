package dev.kelp.functions;

import java.util.List;

/** Rows of the conversion family. */
final class ConversionFunctions {
    static final List<Fn> ROWS = List.of();

    private ConversionFunctions() {}
}
