/** A font to draw with on every machine. Called by whatever draws, before it draws. */
@NullMarked
package dev.kelp.kernel.fonts;

import org.jspecify.annotations.NullMarked;
