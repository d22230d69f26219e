/** Kusto's REST protocol over the engine. */
@NullMarked
package dev.kelp.server;

import org.jspecify.annotations.NullMarked;
