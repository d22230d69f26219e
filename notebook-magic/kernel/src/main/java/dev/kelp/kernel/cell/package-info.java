/**
 * Cells and the languages they are written in.
 *
 * <p>Input: the text of a cell. Output: what its {@link dev.kelp.kernel.cell.CellLanguage} publishes. The table of languages is
 * in {@link dev.kelp.kernel.cell.Cells}.
 */
@NullMarked
package dev.kelp.kernel.cell;

import org.jspecify.annotations.NullMarked;
