/**
 * Keeps a store small and quick: merges small extents, rewrites those with many deleted rows, drops what its retention has passed,
 * forgets old snapshots, deletes files that nothing needs.
 *
 * <p>Input: an open {@link dev.kelp.store.Store} and a {@link dev.kelp.run.DuckDb}. Output: commits, of which queries see no other rows
 * than before, except for retention and purge. Each task ends between any two of its steps without harm: what it left undone is done
 * the next time. Called by {@code commands} and by the engine's background thread, of one process at a time.
 */
@NullMarked
package dev.kelp.maintain;

import org.jspecify.annotations.NullMarked;
