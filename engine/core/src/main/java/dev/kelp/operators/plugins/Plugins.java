package dev.kelp.operators.plugins;

import dev.kelp.bind.Relation;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
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
        plugin(
                "activity_counts_metrics",
                "activity_counts_metrics(id, t, start, end, step, dim, …)",
                "Per step: rows, distinct ids, ids not seen in any step before, ids seen so far.",
                ActivityMetrics::counts);
        plugin(
                "activity_metrics",
                "activity_metrics(id, t, start, end, step, dim, …)",
                "Per step: distinct ids, those not seen in the step before, and how many of its ids came again or not.",
                ActivityMetrics::metrics);
        plugin(
                "activity_engagement",
                "activity_engagement(id, t, start, end, inner, outer, dim, …)",
                "Per step: distinct ids in it, in the longer window that ends with it, and their ratio.",
                SlidingWindows::engagement);
        plugin(
                "active_users_count",
                "active_users_count(id, t, start, end, lookback, period, periods, step, dim, …)",
                "Per step: distinct ids that were seen in so many periods of the time before.",
                ActiveUsers::bind);
        plugin(
                "new_activity_metrics",
                "new_activity_metrics(id, t, start, end, step, cohort, dim, …, lookback)",
                "Per step and later step: who of those first seen in the one is seen in the other.",
                NewActivityMetrics::bind);
        plugin(
                "session_count",
                "session_count(id, t, start, end, step, lookback, dim, …)",
                "Per step: how many ids appear that were not seen for the lookback's time.",
                Sessions::bind);
        plugin(
                "sliding_window_counts",
                "sliding_window_counts(id, t, start, end, lookback, step, dim, …)",
                "Per step: rows and distinct ids in the window that ends with it.",
                SlidingWindows::counts);
        plugin(
                "rolling_percentile",
                "rolling_percentile(x, percent, t, step, steps, dim, …)",
                "Per step: a percentile of the values in so many steps up to it.",
                SlidingWindows::percentile);
        several(
                "funnel_sequence",
                "funnel_sequence(id, t, start, end, window, step, state, dynamic(['a', 'b']))",
                "Per step: how many ids go through the states one after another, with the states before and after them.",
                FunnelSequences::sequence,
                FunnelSequences::sequences);
        plugin(
                "funnel_sequence_completion",
                "funnel_sequence_completion(id, t, start, end, step, state, dynamic(['a', 'b']), dynamic([1d]))",
                "Per step: how many ids reach each of the states in turn within each of the periods.",
                FunnelSequences::completion);
        plugin(
                "rows_near",
                "rows_near(condition, before, after)",
                "The rows that are so near to one for which the condition holds.",
                RowsNear::bind);
        plugin(
                "sequence_detect",
                "sequence_detect(t, step, span, a = condition, b = condition, …, dim, …)",
                "Rows that follow each other within a time, each fulfilling the next condition.",
                SequenceDetect::bind);
        plugin(
                "dcount_intersect",
                "dcount_intersect(hll1, hll2, …)",
                "How many values the first state of hll() has, the first two share, and so on.",
                DcountIntersect::bind);
        plugin(
                "ipv4_lookup",
                "ipv4_lookup(networks, address, network, key, …, return_unmatched = false)",
                "Rows beside the rows of a table of networks that hold their addresses.",
                AddressLookup::ipv4);
        plugin(
                "ipv6_lookup",
                "ipv6_lookup(networks, address, network, return_unmatched = false)",
                "The same for addresses of either sort.",
                AddressLookup::ipv6);
        plugin(
                "geo_polygon_lookup",
                "geo_polygon_lookup(polygons, polygon, longitude, latitude, radius, return_unmatched = false,"
                        + " return_lookup_key = false)",
                "Rows beside the rows of a table of polygons that hold their points, or come within a radius.",
                GeoLookup::polygons);
        plugin(
                "geo_line_lookup",
                "geo_line_lookup(lines, line, longitude, latitude, radius, return_unmatched = false,"
                        + " return_lookup_key = false)",
                "Rows beside the rows of a table of lines that come within a radius of their points.",
                GeoLookup::lines);
        plugin(
                "schema_merge",
                "schema_merge(PreserveOrder = true)",
                "One schema of the rows of several getschema.",
                Schemas::merge);
        plugin("estimate_rows_count", "estimate_rows_count()", "The number of rows.", Schemas::rowsCount);
        plugin(
                "autocluster",
                "autocluster(0.5, weight, 25, '*', …)",
                "Few patterns of values that cover much of the rows.",
                CommonPatterns::autocluster);
        plugin(
                "basket",
                "basket(0.05, weight, 5, '*', …)",
                "The patterns of values that a share of the rows has, with all values that always come with them.",
                CommonPatterns::basket);
        plugin(
                "diffpatterns",
                "diffpatterns(split, 'a', 'b', weight, 0.05, 5, '*', …)",
                "Patterns of values whose share differs between two sets of rows.",
                CommonPatterns::diffpatterns);
        several(
                "preview",
                "preview(n)",
                "Two tables, the first rows and the number of rows; it can only end a query.",
                Schemas::previewInside,
                Schemas::preview);
        plugin(
                "http_request",
                "http_request('https://…', headers, options)",
                "Headers and body of what a web service answers; off but for the hosts that KELP_HTTP_HOSTS names.",
                HttpRequests::get);
        plugin(
                "http_request_post",
                "http_request_post('https://…', headers, options, content)",
                "The same for a content that is posted.",
                HttpRequests::post);
        plugin(
                "infer_storage_schema",
                "infer_storage_schema(dynamic({'StorageContainers': ['/data/'], 'DataFormat': 'csv'}))",
                "The columns of files on the engine's machine, as one text.",
                StorageSchemas::schema);
        plugin(
                "infer_storage_schema_with_suggestions",
                "infer_storage_schema_with_suggestions(dynamic({'StorageContainers': ['/data/'], 'DataFormat': 'json'}))",
                "The same as JSON, with types that may serve better.",
                StorageSchemas::suggestions);
        plugin(
                "table_changes",
                "table_changes('T', 5, 9)",
                "The changes of a table's rows by the snapshots from one to another, each with its type; also between two datetimes.",
                TableHistory::changes);
        plugin(
                "table_insertions",
                "table_insertions('T', 5, 9)",
                "The rows that came into a table by the snapshots from one to another, deleted ones too.",
                TableHistory::insertions);
        plugin(
                "table_deletions",
                "table_deletions('T', 5, 9)",
                "The rows that were deleted from a table by the snapshots from one to another.",
                TableHistory::deletions);
        plugin("identity", "identity()", "The table as it is.", Schemas::identity);
        plugin("identity_v3", "identity_v3(mode, text)", "The table as it is.", Schemas::identityWithMode);
        String service = "It asks a service of Azure, which Kelp does not call.";
        refused("ai_chat_completion", "ai_chat_completion(prompt, connection)", service);
        refused("ai_chat_completion_prompt", "ai_chat_completion_prompt(prompt, connection)", service);
        refused("ai_embeddings", "ai_embeddings(text, connection)", service);
        refused("ai_embed_text", "ai_embed_text(text, connection)", service);
        refused("azure_digital_twins_query_request", "azure_digital_twins_query_request(endpoint, query)", service);
        refused("dax_request", "dax_request(connection, query)", service);
        refused("csharp", "csharp(typeof(*), script)", "Kelp runs no programs in C#.");
        String otherCluster = "It asks another cluster, and Kelp's queries stay within one; there, ask it directly.";
        refused("execute_query", "execute_query(connection, query)", otherCluster);
        refused("execute_show_command", "execute_show_command(connection, command)", otherCluster);
        refused(
                "external_datatable",
                "external_datatable()",
                "It is a part of Kusto's own machinery, described nowhere; read files by externaldata.");
        String later = "A later version is to support it.";
        refused("sql_request", "sql_request(connection, query)", later);
        refused("cosmosdb_sql_request", "cosmosdb_sql_request(connection, query)", later);
        refused("postgresql_request", "postgresql_request(connection, query)", later);
        refused("mysql_request", "mysql_request(connection, query)", later);
        refused("python", "python(typeof(*), script)", later);
        refused("r", "r(typeof(*), script)", later);
    }

    private Plugins() {}

    private static void plugin(String name, String syntax, String doc, Plugin.Binding binding) {
        BY_NAME.put(name, new Plugin(name, syntax, doc, binding, null));
    }

    private static void refused(String name, String syntax, String why) {
        BY_NAME.put(name, new Plugin(name, syntax, why, null, null));
    }

    private static void several(String name, String syntax, String doc, Plugin.Binding one, Plugin.SeveralBinding all) {
        BY_NAME.put(name, new Plugin(name, syntax, doc, one, all));
    }

    /** All plugins, the refused ones too, in the order of the table. */
    public static List<Plugin> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** Whether a plugin gives several tables where it ends a query. */
    public static boolean givesSeveral(String name) {
        Plugin plugin = BY_NAME.get(name);
        return plugin != null && plugin.several() != null;
    }

    /** The tables that such a call yields. */
    public static List<Relation> bindAll(PluginCall call) {
        Plugin.@Nullable SeveralBinding binding = plugin(call).several();
        return binding == null ? List.of(bind(call)) : binding.bind(call);
    }

    private static Plugin plugin(PluginCall call) {
        Plugin plugin = BY_NAME.get(call.name());
        if (plugin == null) {
            KqlException problem = Problem.UNKNOWN_PLUGIN.at(call.call().nameSpan(), call.name());
            String hint = Suggestions.didYouMean(call.name(), BY_NAME.keySet());
            throw hint == null ? problem : problem.hint(hint);
        }
        return plugin;
    }

    /** Refuses a plugin that Kelp leaves out before its arguments are read, which may be such as nothing else takes. */
    public static void refuse(String name, Span span) {
        Plugin plugin = BY_NAME.get(name);
        if (plugin != null && plugin.binding() == null) {
            throw refusal(plugin, span);
        }
    }

    private static KqlException refusal(Plugin plugin, Span span) {
        return Problem.NOT_IN_KELP
                .at(span, "The plugin '" + plugin.name() + "'")
                .hint(plugin.doc());
    }

    /** The table that a call yields. */
    public static Relation bind(PluginCall call) {
        Plugin plugin = plugin(call);
        Plugin.@Nullable Binding binding = plugin.binding();
        if (binding == null) {
            throw refusal(plugin, call.call().nameSpan());
        }
        Relation table = binding.bind(call);
        OutputSchema schema = call.schema();
        return schema == null ? table : schema.of(table, call.binder());
    }
}
