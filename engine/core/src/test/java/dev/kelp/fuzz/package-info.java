/**
 * Queries made by chance from a seed: for the comparison with Kusto's analyser, for fuzzing, and for pairs of queries that must answer
 * the same. Nothing here is part of the engine; the tools in {@code dev/} start its main classes.
 */
@NullMarked
package dev.kelp.fuzz;

import org.jspecify.annotations.NullMarked;
