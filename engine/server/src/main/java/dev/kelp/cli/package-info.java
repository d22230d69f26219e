/**
 * The command line: {@code query}, {@code serve} and {@code shell}.
 *
 * <p>Input: arguments, a terminal's keys, KQL. Output: answers on standard output, everything else on standard error. A {@link
 * dev.kelp.cli.Session} hides whether the engine is in this process or behind a URL. Called by the launcher {@code ./kelp}.
 *
 * <p>{@code query} starts in a fraction of a second because it loads nothing of the server, of the terminal library or of the HTTP
 * client that it does not use: keep these behind their own classes.
 */
@NullMarked
package dev.kelp.cli;

import org.jspecify.annotations.NullMarked;
