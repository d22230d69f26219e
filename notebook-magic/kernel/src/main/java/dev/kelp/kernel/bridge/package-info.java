/**
 * The engine for Python: a JVM that Python starts and calls over Py4J. Py4J carries handles and short texts; rows go as an Arrow
 * stream over a socket that serves once (Py4J moves bytes at 7 MB/s, the socket at 300).
 *
 * <p>Input: calls of the Python package {@code kelp}. Output: handles, and Arrow streams.
 */
@NullMarked
package dev.kelp.kernel.bridge;

import org.jspecify.annotations.NullMarked;
