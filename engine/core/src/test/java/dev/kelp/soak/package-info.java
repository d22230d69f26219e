/**
 * One process that lives long with a database in which everything happens all the time, and whether it grows: {@code dev/soak}.
 *
 * <p>Days are compressed into minutes by policies and settings, so that rows, files, snapshots and records of the catalogue reach
 * their age, and go, many times within a run.
 */
@NullMarked
package dev.kelp.soak;

import org.jspecify.annotations.NullMarked;
