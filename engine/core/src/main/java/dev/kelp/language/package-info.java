/**
 * The language service: what an editor asks about a text while it is being written.
 *
 * <p>Input: a text, however broken, and a {@link dev.kelp.tables.TableCatalog}. Output: diagnostics, completions, hovers, colours, layout.
 * The parser and the binder are those that compile queries; here they note errors and go on. {@link dev.kelp.language.LanguageService} is
 * the face. No I/O, no exceptions.
 */
@NullMarked
package dev.kelp.language;

import org.jspecify.annotations.NullMarked;
