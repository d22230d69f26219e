/** The Jupyter kernel: packages are the protocol's nouns. */
@NullMarked
package dev.kelp.kernel;

import org.jspecify.annotations.NullMarked;
