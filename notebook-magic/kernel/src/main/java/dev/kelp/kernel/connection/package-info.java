/** The connection file a Jupyter client starts the kernel with. Input: a path. Output: {@link dev.kelp.kernel.connection.Connection}. */
@NullMarked
package dev.kelp.kernel.connection;

import org.jspecify.annotations.NullMarked;
