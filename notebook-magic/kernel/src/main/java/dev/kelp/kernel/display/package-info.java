/**
 * What results look like: a {@link dev.kelp.kernel.display.Table} of rows taken out of a frame, its HTML and text forms, and
 * the {@link dev.kelp.kernel.display.MimeBundle} that carries them.
 *
 * <p>A bundle with a chart has no {@code text/html}: notebooks rank HTML above Vega-Lite and would show the table.
 */
@NullMarked
package dev.kelp.kernel.display;

import org.jspecify.annotations.NullMarked;
