/** Stage sql. */
@NullMarked
package dev.kelp.sql;

import org.jspecify.annotations.NullMarked;
