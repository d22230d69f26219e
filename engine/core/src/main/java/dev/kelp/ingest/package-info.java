/**
 * Reads files into rows: formats and their faults, told by file and line.
 *
 * <p>Input: files of a table's rows ({@link dev.kelp.ingest.Ingestion.Files}), or of rows that a query asks for. Output: extents
 * that {@link dev.kelp.run.ExtentWriter} wrote and one {@link dev.kelp.store.Commit}; rows of carriers for queries. Called by
 * {@code commands} and {@code Engine}.
 */
@NullMarked
package dev.kelp.ingest;

import org.jspecify.annotations.NullMarked;
