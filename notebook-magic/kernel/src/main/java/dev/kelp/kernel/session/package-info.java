/**
 * What a notebook's cells share: the engine over a data folder, the database in use, the last result.
 *
 * <p>Called by the cell languages.
 */
@NullMarked
package dev.kelp.kernel.session;

import org.jspecify.annotations.NullMarked;
