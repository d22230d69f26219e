/**
 * The tables on disk: a DuckLake 1.x catalogue in SQLite and the Parquet files it names. Only this package touches catalogues.
 *
 * <p>Input: a folder, and files that {@code run} or Spark tasks have written. Output: {@link dev.kelp.store.Snapshot}s, immutable
 * pictures of all tables, and {@link dev.kelp.store.Commit}s, each one transaction. Rules numbered DL… are those of the format's
 * specification (duckdb/ducklake-web, docs/stable/specification). Called by {@code run}, {@code commands}, the engine and the Spark
 * connector.
 */
@NullMarked
package dev.kelp.store;

import org.jspecify.annotations.NullMarked;
