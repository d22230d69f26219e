/** Stage operators. */
@NullMarked
package dev.kelp.operators;

import org.jspecify.annotations.NullMarked;
