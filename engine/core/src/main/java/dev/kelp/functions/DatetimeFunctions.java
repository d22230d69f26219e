package dev.kelp.functions;

import java.util.List;

/** Rows of the datetime family. */
final class DatetimeFunctions {
    static final List<Fn> ROWS = List.of();

    private DatetimeFunctions() {}
}
