package dev.kelp.cli;

import java.util.Locale;

/** What can run a query. */
enum Executor {
    DUCKDB,
    SPARK;

    /** The engine's word for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
