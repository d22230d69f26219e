/** Cells in DuckDB SQL over the tables. */
@NullMarked
package dev.kelp.kernel.sql;

import org.jspecify.annotations.NullMarked;
