/**
 * The table of functions: names, signatures, result types and names, and what each means in SQL or as a Java method.
 *
 * <p>One row per overload, in one file per family. Read by {@code bind} (types and names) and {@code sql} (text).
 */
@NullMarked
package dev.kelp.functions;

import org.jspecify.annotations.NullMarked;
