/**
 * Every query operator, one file each: its grammar ({@code parse}) and its lowering to the closed algebra ({@code bind}).
 * {@link dev.kelp.operators.Operators} is the table.
 */
@NullMarked
package dev.kelp.operators;

import org.jspecify.annotations.NullMarked;
