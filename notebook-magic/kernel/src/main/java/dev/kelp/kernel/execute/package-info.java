/**
 * Execution of cells: the queue, the thread that works it off, what a cell may publish, and the history.
 *
 * <p>Input: {@code execute_request}s. Output: replies, and what cells publish on iopub. The languages of cells are behind
 * {@link dev.kelp.kernel.execute.CellRunner}.
 */
@NullMarked
package dev.kelp.kernel.execute;

import org.jspecify.annotations.NullMarked;
