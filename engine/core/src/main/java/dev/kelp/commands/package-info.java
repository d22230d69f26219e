/** Stage commands. */
@NullMarked
package dev.kelp.commands;

import org.jspecify.annotations.NullMarked;
