/**
 * The Jupyter kernel. Packages are the protocol's nouns: {@code connection}, {@code message}, {@code channel}, {@code execute};
 * then what cells are written in ({@code cell}) and what they show ({@code display}, {@code chart}).
 */
@NullMarked
package dev.kelp.kernel;

import org.jspecify.annotations.NullMarked;
