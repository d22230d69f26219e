/**
 * Gives names and types to a tree: {@link dev.kelp.bind.Binder} for tables, {@link dev.kelp.bind.ExprBinder} for values.
 *
 * <p>Input: {@link dev.kelp.syntax.Statement}s and a {@link dev.kelp.tables.TableCatalog}. Output: {@link dev.kelp.plan.Plan}s.
 * Operators bind themselves through {@link dev.kelp.bind.Operator}; what is unknown or unsupported is refused here.
 */
@NullMarked
package dev.kelp.bind;

import org.jspecify.annotations.NullMarked;
