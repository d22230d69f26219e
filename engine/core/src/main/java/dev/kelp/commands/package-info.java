/**
 * Management commands, texts that begin with a dot: {@link dev.kelp.commands.Commands} is the table, one file per noun.
 *
 * <p>Input: a command's text and what it works on. Output: {@link dev.kelp.run.Rows}. Called by {@code Engine}.
 */
@NullMarked
package dev.kelp.commands;

import org.jspecify.annotations.NullMarked;
