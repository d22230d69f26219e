/**
 * Kusto's REST protocol over the engine: what Kusto's SDKs and tools speak, on the loopback interface.
 *
 * <p>Input: HTTP requests ({@link dev.kelp.server.Call}). Output: JSON streamed from Arrow frames, by {@link
 * dev.kelp.server.VersionOne} or {@link dev.kelp.server.VersionTwo}. Called by {@code dev.kelp.cli}.
 */
@NullMarked
package dev.kelp.server;

import org.jspecify.annotations.NullMarked;
