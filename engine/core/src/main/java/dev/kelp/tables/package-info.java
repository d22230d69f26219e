/**
 * What a compiler and an executor need to know of stored tables: names, columns, extents and their statistics. Pure records.
 *
 * <p>Written by {@code store}, read by {@code bind}, {@code optimize} and {@code run}.
 */
@NullMarked
package dev.kelp.tables;

import org.jspecify.annotations.NullMarked;
