package dev.kelp.functions;

import java.util.List;

/** Rows of the control family. */
final class ControlFunctions {
    static final List<Fn> ROWS = List.of();

    private ControlFunctions() {}
}
