/** The documentation against the engine: generated pages, cited rules, examples. */
@NullMarked
package dev.kelp.docs;

import org.jspecify.annotations.NullMarked;
