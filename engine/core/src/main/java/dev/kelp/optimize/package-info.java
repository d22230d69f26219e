/**
 * Rewrites plans into cheaper ones with the same rows: {@link dev.kelp.optimize.Rules} lists the rules in order.
 *
 * <p>Input and output: {@link dev.kelp.plan.Plan}. No I/O.
 */
@NullMarked
package dev.kelp.optimize;

import org.jspecify.annotations.NullMarked;
