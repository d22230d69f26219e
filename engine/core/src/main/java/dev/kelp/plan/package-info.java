/**
 * The typed algebra: {@link dev.kelp.plan.Plan} for tables, {@link dev.kelp.plan.Scalar} for values. Closed and small; every
 * operator of KQL is lowered to it by {@code operators}.
 */
@NullMarked
package dev.kelp.plan;

import org.jspecify.annotations.NullMarked;
