/**
 * Charts: what {@code render} asked for over a table becomes a {@link dev.kelp.kernel.chart.Chart}; that is written as a
 * Vega-Lite specification and drawn as a picture, so both show the same.
 */
@NullMarked
package dev.kelp.kernel.chart;

import org.jspecify.annotations.NullMarked;
