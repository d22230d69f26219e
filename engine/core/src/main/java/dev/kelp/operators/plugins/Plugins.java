package dev.kelp.operators.plugins;

import dev.kelp.bind.Relation;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of plugins: what {@code evaluate} can call. */
public final class Plugins {
    private static final Map<String, Plugin> BY_NAME = new LinkedHashMap<>();

    static {
        plugin(
                "bag_unpack",
                "bag_unpack(bag, 'prefix_', columnsConflict='error', ignoredProperties=dynamic(['a']))",
                "The keys of a bag as columns, of the types of their values.",
                BagUnpack::bind);
        plugin(
                "pivot",
                "pivot(p, count(), k, …)",
                "A row per combination of k, …, a column per value of p, an aggregate in each cell.",
                Pivot::bind);
        plugin("narrow", "narrow()", "A row per cell: the row's number, the column, the value's text.", Narrow::bind);
        plugin("identity", "identity()", "The table as it is.", PluginCall::input);
    }

    private Plugins() {}

    private static void plugin(String name, String syntax, String doc, Plugin.Binding binding) {
        BY_NAME.put(name, new Plugin(name, syntax, doc, binding));
    }

    private static void refused(String name, String syntax, String why) {
        BY_NAME.put(name, new Plugin(name, syntax, why, null));
    }

    /** All plugins, the refused ones too, in the order of the table. */
    public static List<Plugin> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** The table that a call yields. */
    public static Relation bind(PluginCall call) {
        Plugin plugin = BY_NAME.get(call.name());
        if (plugin == null) {
            KqlException problem = Problem.UNKNOWN_PLUGIN.at(call.call().nameSpan(), call.name());
            String hint = Suggestions.didYouMean(call.name(), BY_NAME.keySet());
            throw hint == null ? problem : problem.hint(hint);
        }
        Plugin.@Nullable Binding binding = plugin.binding();
        if (binding == null) {
            throw Problem.NOT_SUPPORTED
                    .at(call.call().nameSpan(), "The plugin '" + call.name() + "'")
                    .hint(plugin.doc());
        }
        Relation table = binding.bind(call);
        OutputSchema schema = call.schema();
        return schema == null ? table : schema.of(table, call.binder());
    }
}
