/** Stage syntax. */
@NullMarked
package dev.kelp.syntax;

import org.jspecify.annotations.NullMarked;
