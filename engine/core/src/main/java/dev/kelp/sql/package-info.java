/**
 * Plans to SQL text in two dialects. Input: {@link dev.kelp.plan.Plan}; output: {@link dev.kelp.sql.SqlText}, whose scan slots
 * and Java functions the executor fills in. No I/O.
 */
@NullMarked
package dev.kelp.sql;

import org.jspecify.annotations.NullMarked;
