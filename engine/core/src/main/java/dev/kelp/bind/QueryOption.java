package dev.kelp.bind;

import java.util.List;
import java.util.Optional;

/**
 * The options that {@code set} and requests may give (R194). Options of other names are taken and change nothing.
 *
 * @param type of its value; {@code literal} for any
 * @param doc what it changes, in one sentence
 */
public record QueryOption(String name, String type, Effect effect, String doc) {

    /** Who minds an option. */
    public enum Effect {
        /** The engine: it changes what a query answers, or whether it does. */
        QUERY,
        /** The server, which answers over HTTP. */
        SERVER,
        /** Nobody: it speaks to a machine of another make. */
        NONE,
        /** Nobody could keep what it asks for. */
        REFUSED
    }

    /** All that are known, by name. */
    public static final List<QueryOption> ALL = List.of(
            new QueryOption(
                    "best_effort",
                    "bool",
                    Effect.QUERY,
                    "Lets union and macro-expand go on without tables that are not there."),
            new QueryOption("client_max_redirect_count", "long", Effect.NONE, "Of Kusto's clients or its machine."),
            new QueryOption(
                    "client_results_reader_allow_varying_row_widths",
                    "bool",
                    Effect.NONE,
                    "Of Kusto's clients or its machine."),
            new QueryOption(
                    "deferpartialqueryfailures",
                    "bool",
                    Effect.SERVER,
                    "Tells of a cut answer after the rows rather than as an error."),
            new QueryOption(
                    "kelp_snapshot",
                    "long",
                    Effect.QUERY,
                    "Reads the tables as the commit of this number left them; .show journal has numbers, v1.42 is 42."),
            new QueryOption("kelp_timestamp", "datetime", Effect.QUERY, "Reads the tables as they were at this time."),
            new QueryOption("materialized_view_shuffle", "dynamic", Effect.NONE, "How Kusto's machine works."),
            new QueryOption("materialized_view_shuffle_query", "dynamic", Effect.NONE, "How Kusto's machine works."),
            new QueryOption(
                    "max_memory_consumption_per_query_per_node",
                    "long",
                    Effect.NONE,
                    "Kusto's memory limits; Kelp's memory is set where it is started."),
            new QueryOption(
                    "maxmemoryconsumptionperiterator",
                    "long",
                    Effect.NONE,
                    "Kusto's memory limits; Kelp's memory is set where it is started."),
            new QueryOption("maxoutputcolumns", "long", Effect.QUERY, "The most columns a result may have."),
            new QueryOption(
                    "norequesttimeout",
                    "bool",
                    Effect.SERVER,
                    "Lets the request take as long as a request may, an hour."),
            new QueryOption("notruncation", "bool", Effect.SERVER, "Answers with all rows, however many."),
            new QueryOption("push_selection_through_aggregation", "bool", Effect.NONE, "How Kusto's machine works."),
            new QueryOption("query_bin_auto_at", "literal", Effect.QUERY, "Where one of bin_auto()'s bins begins."),
            new QueryOption("query_bin_auto_size", "literal", Effect.QUERY, "The size of bin_auto()'s bins."),
            new QueryOption(
                    "query_cursor_after_default",
                    "string",
                    Effect.REFUSED,
                    "Defaults of the cursor functions: write cursors as their arguments."),
            new QueryOption(
                    "query_cursor_before_or_at_default",
                    "string",
                    Effect.REFUSED,
                    "Defaults of the cursor functions: write cursors as their arguments."),
            new QueryOption(
                    "query_cursor_current",
                    "string",
                    Effect.REFUSED,
                    "Defaults of the cursor functions: write cursors as their arguments."),
            new QueryOption(
                    "query_cursor_disabled",
                    "bool",
                    Effect.REFUSED,
                    "Defaults of the cursor functions: write cursors as their arguments."),
            new QueryOption(
                    "query_cursor_scoped_tables",
                    "dynamic",
                    Effect.REFUSED,
                    "Defaults of the cursor functions: write cursors as their arguments."),
            new QueryOption("query_datascope", "string", Effect.NONE, "Hot or all data: Kelp has one store."),
            new QueryOption(
                    "query_datetimescope_column",
                    "string",
                    Effect.QUERY,
                    "The column that the scope of time is about, in the tables that have it."),
            new QueryOption("query_datetimescope_from", "datetime", Effect.QUERY, "The earliest time in that column."),
            new QueryOption("query_datetimescope_to", "datetime", Effect.QUERY, "The latest time in that column."),
            new QueryOption("query_distribution_nodes_span", "int", Effect.NONE, "How Kusto's machine works."),
            new QueryOption("query_fanout_nodes_percent", "int", Effect.NONE, "How Kusto's machine works."),
            new QueryOption("query_fanout_threads_percent", "int", Effect.NONE, "How Kusto's machine works."),
            new QueryOption("query_force_row_level_security", "bool", Effect.NONE, "Kelp has no row-level security."),
            new QueryOption(
                    "query_language",
                    "string",
                    Effect.SERVER,
                    "The language of the text; Kelp takes csl and kql here."),
            new QueryOption("query_log_query_parameters", "bool", Effect.NONE, "Of Kusto's clients or its machine."),
            new QueryOption(
                    "query_max_entities_in_union", "long", Effect.QUERY, "The most tables that one union may have."),
            new QueryOption("query_now", "datetime", Effect.QUERY, "What now() and ago() mean by now."),
            new QueryOption("query_optimize_fts_at_relop", "bool", Effect.NONE, "How Kusto's machine works."),
            new QueryOption("query_python_debug", "bool", Effect.NONE, "Kelp runs no Python."),
            new QueryOption(
                    "query_results_apply_getschema",
                    "bool",
                    Effect.QUERY,
                    "Answers with the columns of each result instead of its rows."),
            new QueryOption("query_results_cache_force_refresh", "bool", Effect.NONE, "Kelp stores no answers."),
            new QueryOption(
                    "query_results_cache_max_age",
                    "timespan",
                    Effect.NONE,
                    "How old a stored answer may be: Kelp stores none."),
            new QueryOption("query_results_cache_per_shard", "bool", Effect.NONE, "Kelp stores no answers."),
            new QueryOption("query_results_progressive_row_count", "long", Effect.NONE, "Answers come whole."),
            new QueryOption("query_results_progressive_update_period", "timespan", Effect.NONE, "Answers come whole."),
            new QueryOption("query_take_max_records", "long", Effect.QUERY, "Cuts each result after so many rows."),
            new QueryOption("query_weakconsistency_session_id", "string", Effect.NONE, "The same."),
            new QueryOption(
                    "queryconsistency",
                    "string",
                    Effect.NONE,
                    "How fresh the tables are: always as they were when the query began."),
            new QueryOption("request_app_name", "string", Effect.NONE, "Who asks, for reports."),
            new QueryOption("request_block_row_level_security", "bool", Effect.NONE, "Kelp has no row-level security."),
            new QueryOption(
                    "request_callout_disabled",
                    "bool",
                    Effect.QUERY,
                    "Refuses what asks other services; so does request_external_data_disabled for files."),
            new QueryOption("request_cross_cluster_token", "string", Effect.NONE, "Of Kusto's clients or its machine."),
            new QueryOption("request_description", "string", Effect.NONE, "A remark, for reports."),
            new QueryOption(
                    "request_external_data_disabled",
                    "bool",
                    Effect.QUERY,
                    "Refuses externaldata and inline_external_table."),
            new QueryOption("request_external_table_disabled", "bool", Effect.QUERY, "Refuses external tables."),
            new QueryOption(
                    "request_impersonation_disabled", "bool", Effect.NONE, "Of Kusto's clients or its machine."),
            new QueryOption("request_readonly", "bool", Effect.SERVER, "Refuses commands that write."),
            new QueryOption("request_readonly_hardline", "bool", Effect.SERVER, "Refuses commands that write."),
            new QueryOption(
                    "request_remote_entities_disabled", "bool", Effect.QUERY, "Refuses to read other databases."),
            new QueryOption(
                    "request_sandboxed_execution_disabled", "bool", Effect.NONE, "Kelp runs no code of others."),
            new QueryOption("request_user", "string", Effect.NONE, "Who asks, for reports."),
            new QueryOption(
                    "results_error_reporting_placement",
                    "string",
                    Effect.SERVER,
                    "Where an error after the first row stands: in_data, end_of_table or end_of_dataset."),
            new QueryOption("results_progressive_enabled", "bool", Effect.NONE, "Answers come whole."),
            new QueryOption(
                    "results_v2_fragment_primary_tables", "bool", Effect.NONE, "Of Kusto's clients or its machine."),
            new QueryOption(
                    "results_v2_newlines_between_frames",
                    "bool",
                    Effect.SERVER,
                    "Begins a line with each frame of an answer."),
            new QueryOption("servertimeout", "timespan", Effect.SERVER, "How long the request may take."),
            new QueryOption("truncationmaxrecords", "long", Effect.SERVER, "The most rows an answer may have."),
            new QueryOption("truncationmaxsize", "long", Effect.SERVER, "The most bytes an answer may have."),
            new QueryOption(
                    "validate_permissions",
                    "bool",
                    Effect.REFUSED,
                    "Checks permissions without running the query: Kelp knows no accounts."),
            new QueryOption(
                    "validatepermissions",
                    "bool",
                    Effect.REFUSED,
                    "Checks permissions without running the query: Kelp knows no accounts."));

    /** The option of a lower-case name. */
    public static Optional<QueryOption> named(String name) {
        return ALL.stream().filter(o -> o.name().equals(name)).findFirst();
    }
}
