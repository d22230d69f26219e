/**
 * KQL's ten scalar types, how their values travel through a plan (the {@linkplain dev.kelp.types.Carrier carriers}), and the
 * exact text forms of datetime, timespan, decimal and real.
 *
 * <p>Input: values and texts. Output: values and texts. Called by every later stage and by consumers of frames.
 */
@NullMarked
package dev.kelp.types;

import org.jspecify.annotations.NullMarked;
