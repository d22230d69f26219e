/** Stage bind. */
@NullMarked
package dev.kelp.bind;

import org.jspecify.annotations.NullMarked;
