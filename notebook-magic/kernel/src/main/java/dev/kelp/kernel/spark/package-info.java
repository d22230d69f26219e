/**
 * Cells in Spark SQL over the tables, and the Spark session that Java cells share.
 *
 * <p>Spark is on the class path only where the launcher put it there; nothing outside this package names a Spark type.
 */
@NullMarked
package dev.kelp.kernel.spark;

import org.jspecify.annotations.NullMarked;
