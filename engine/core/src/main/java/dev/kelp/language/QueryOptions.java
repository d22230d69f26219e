package dev.kelp.language;

import java.util.List;

/** What {@code set} may name, for completion: those of Kusto's options that clients write into queries. */
final class QueryOptions {
    /** @param type of its value */
    record Option(String name, String type, String doc) {}

    static final List<Option> ALL = List.of(
            new Option("notruncation", "bool", "Answers with all rows, however many."),
            new Option("truncationmaxrecords", "long", "The most rows an answer may have."),
            new Option("truncationmaxsize", "long", "The most bytes an answer may have."),
            new Option("query_take_max_records", "long", "Answers with so many rows at most."),
            new Option("servertimeout", "timespan", "How long the query may take."),
            new Option("norequesttimeout", "bool", "Lets the query take as long as a query may."),
            new Option("best_effort", "bool", "Lets a union go on without the tables that are not there."),
            new Option("query_now", "datetime", "What now() means."),
            new Option("query_datetimescope_column", "string", "The column that the scope of time is about."),
            new Option("query_datetimescope_from", "datetime", "The scope of time's beginning."),
            new Option("query_datetimescope_to", "datetime", "The scope of time's end."),
            new Option("query_bin_auto_size", "literal", "The size of bin_auto()'s bins."),
            new Option("query_bin_auto_at", "literal", "Where one of bin_auto()'s bins begins."),
            new Option("query_language", "string", "The language the text is in."),
            new Option("query_results_cache_max_age", "timespan", "How old a stored answer may be."),
            new Option("maxmemoryconsumptionperiterator", "long", "The most bytes an operator may take."),
            new Option("max_memory_consumption_per_query_per_node", "long", "The most bytes the query may take."),
            new Option("maxoutputcolumns", "long", "The most columns a table may have."),
            new Option("request_readonly", "bool", "Lets the request change nothing."),
            new Option("request_description", "string", "A remark that is kept with the request."),
            new Option("request_app_name", "string", "Who asks."));

    private QueryOptions() {}
}
