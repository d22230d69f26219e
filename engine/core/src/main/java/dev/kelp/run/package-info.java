/**
 * Runs compiled queries: DuckDB in the process, Arrow out of it. DuckDB is imported here and by those who ingest and maintain.
 *
 * <p>Input: {@link dev.kelp.sql.SqlText} and the snapshot it was bound to. Output: {@link dev.kelp.run.Frame}s. Called by
 * {@code Engine}, {@code commands} and, inside Spark tasks, by the connector.
 */
@NullMarked
package dev.kelp.run;

import org.jspecify.annotations.NullMarked;
