/** Searches in graphs over int arrays: paths, shortest paths, components. Called by rows of the function table; they know no plans. */
@NullMarked
package dev.kelp.functions.graph;

import org.jspecify.annotations.NullMarked;
