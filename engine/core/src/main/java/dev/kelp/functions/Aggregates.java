package dev.kelp.functions;

import java.util.List;

/** Rows of the aggregate functions. */
final class Aggregates {
    static final List<Fn> ROWS = List.of();

    private Aggregates() {}
}
