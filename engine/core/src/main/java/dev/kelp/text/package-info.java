/**
 * The text of a query and what can be said about it: places, problems, and the one exception users see.
 *
 * <p>Input: query text. Output: {@link dev.kelp.text.Span}s and {@link dev.kelp.text.KqlException}s. Called by every stage.
 */
@NullMarked
package dev.kelp.text;

import org.jspecify.annotations.NullMarked;
