/**
 * The plugins of {@code evaluate}: one row of {@link dev.kelp.operators.plugins.Plugins} each, one file per plugin or family.
 *
 * <p>Input: a {@link dev.kelp.operators.plugins.PluginCall}. Output: a {@link dev.kelp.bind.Relation}.
 */
@NullMarked
package dev.kelp.operators.plugins;

import org.jspecify.annotations.NullMarked;
