/**
 * Text to tree: {@link dev.kelp.syntax.Lexer}, {@link dev.kelp.syntax.ExprParser}, {@link dev.kelp.syntax.QueryParser}.
 *
 * <p>Input: {@link dev.kelp.text.Source}. Output: {@link dev.kelp.syntax.Statement}s. Operators parse themselves; the parser
 * finds them in an {@link dev.kelp.syntax.OperatorTable}.
 */
@NullMarked
package dev.kelp.syntax;

import org.jspecify.annotations.NullMarked;
