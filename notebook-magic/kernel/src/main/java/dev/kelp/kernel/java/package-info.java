/** Cells in Java: JShell in this very process, with the session's engine at hand. */
@NullMarked
package dev.kelp.kernel.java;

import org.jspecify.annotations.NullMarked;
