/** The command line: query, serve, shell. */
@NullMarked
package dev.kelp.cli;

import org.jspecify.annotations.NullMarked;
