/** Stage optimize. */
@NullMarked
package dev.kelp.optimize;

import org.jspecify.annotations.NullMarked;
