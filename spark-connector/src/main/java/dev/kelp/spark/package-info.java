/** Spark's DataSource V2 over Kelp tables; class names are Spark's roles. */
@NullMarked
package dev.kelp.spark;

import org.jspecify.annotations.NullMarked;
