package dev.kelp.operators.plugins;

import dev.kelp.bind.Relation;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of plugins.
 *
 * @param syntax how it is called, for people
 * @param doc what it yields, in one sentence; why it is refused, where it is
 * @param binding null for one that is refused
 */
public record Plugin(
        String name, String syntax, String doc, @Nullable Binding binding) {

    /** How a plugin makes its table. */
    @FunctionalInterface
    public interface Binding {
        Relation bind(PluginCall call);
    }
}
