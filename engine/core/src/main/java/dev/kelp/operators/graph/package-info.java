/**
 * The operators on graphs. {@code make-graph} binds a table of nodes and a table of edges ({@link dev.kelp.bind.Graph}), which flows
 * between graph operators; patterns of single edges become joins, those with paths one call of a Java method over both tables.
 */
@NullMarked
package dev.kelp.operators.graph;

import org.jspecify.annotations.NullMarked;
