package dev.kelp.language;

import java.util.List;

/** What {@code set} may name, for completion and docs/options.md: those of Kusto's options that clients write into queries. */
public final class QueryOptions {
    /**
     * An option.
     *
     * @param type of its value
     * @param heeded whether Kelp does as it says; others may be set, and change nothing
     */
    public record Option(String name, String type, String doc, boolean heeded) {}

    public static final List<Option> ALL = List.of(
            new Option("notruncation", "bool", "Answers with all rows, however many.", true),
            new Option("truncationmaxrecords", "long", "The most rows an answer may have.", true),
            new Option("truncationmaxsize", "long", "The most bytes an answer may have.", true),
            new Option("query_take_max_records", "long", "Answers with so many rows at most.", true),
            new Option("servertimeout", "timespan", "How long the query may take.", true),
            new Option("norequesttimeout", "bool", "Lets the query take as long as a query may.", true),
            new Option(
                    "deferpartialqueryfailures",
                    "bool",
                    "Tells of an answer cut short in its completion table rather than as an error.",
                    true),
            new Option("best_effort", "bool", "Lets a union go on without the tables that are not there.", false),
            new Option("query_now", "datetime", "What now() means.", true),
            new Option("query_datetimescope_column", "string", "The column that the scope of time is about.", false),
            new Option("query_datetimescope_from", "datetime", "The scope of time's beginning.", false),
            new Option("query_datetimescope_to", "datetime", "The scope of time's end.", false),
            new Option("query_bin_auto_size", "literal", "The size of bin_auto()'s bins.", true),
            new Option("query_bin_auto_at", "literal", "Where one of bin_auto()'s bins begins.", true),
            new Option("query_language", "string", "The language the text is in.", false),
            new Option("query_results_cache_max_age", "timespan", "How old a stored answer may be.", false),
            new Option("maxmemoryconsumptionperiterator", "long", "The most bytes an operator may take.", false),
            new Option(
                    "max_memory_consumption_per_query_per_node", "long", "The most bytes the query may take.", false),
            new Option("maxoutputcolumns", "long", "The most columns a table may have.", false),
            new Option("request_readonly", "bool", "Lets the request change nothing.", false),
            new Option("request_description", "string", "A remark that is kept with the request.", false),
            new Option("request_app_name", "string", "Who asks.", false));

    private QueryOptions() {}
}
