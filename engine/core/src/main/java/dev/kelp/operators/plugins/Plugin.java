package dev.kelp.operators.plugins;

import dev.kelp.bind.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of plugins.
 *
 * @param syntax how it is called, for people
 * @param doc what it yields, in one sentence; why it is refused, where it is
 * @param binding null for one that is refused
 * @param several how it makes all its tables where it ends the query; null for one that gives one table anyway
 */
public record Plugin(
        String name,
        String syntax,
        String doc,
        @Nullable Binding binding,
        @Nullable SeveralBinding several) {

    /** How a plugin makes its table. */
    @FunctionalInterface
    public interface Binding {
        Relation bind(PluginCall call);
    }

    /** How a plugin makes several tables. */
    @FunctionalInterface
    public interface SeveralBinding {
        List<Relation> bind(PluginCall call);
    }
}
