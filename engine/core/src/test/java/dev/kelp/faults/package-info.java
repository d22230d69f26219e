/**
 * What the store survives: calls of the file system that fail, full disks, killed processes, flipped bits, many writers, long use.
 *
 * <p>The tests run each of them small; {@code dev/faults} runs the same code with big numbers.
 */
@NullMarked
package dev.kelp.faults;

import org.jspecify.annotations.NullMarked;
