package dev.kelp.kernel.kql;

import java.util.List;

/** The words of KQL that stand in no table of the engine: what follows a pipe, and what begins a statement. */
final class KqlNames {
    private KqlNames() {}

    static final List<String> OPERATORS = List.of(
            "as",
            "consume",
            "count",
            "distinct",
            "evaluate",
            "extend",
            "fork",
            "getschema",
            "invoke",
            "join",
            "limit",
            "lookup",
            "make-series",
            "mv-apply",
            "mv-expand",
            "order by",
            "parse",
            "parse-kv",
            "parse-where",
            "partition",
            "project",
            "project-away",
            "project-keep",
            "project-rename",
            "project-reorder",
            "reduce",
            "render",
            "sample",
            "sample-distinct",
            "scan",
            "search",
            "serialize",
            "sort by",
            "summarize",
            "take",
            "top",
            "top-hitters",
            "top-nested",
            "union",
            "where");

    static final List<String> STARTS =
            List.of("let", "print", "range", "datatable", "union", "declare query_parameters", "set");

    static final List<String> CHARTS = List.of(
            "areachart",
            "barchart",
            "card",
            "columnchart",
            "linechart",
            "piechart",
            "scatterchart",
            "stackedareachart",
            "table",
            "timechart");

    static final List<String> KEYWORDS = List.of(
            "and",
            "asc",
            "between",
            "by",
            "contains",
            "contains_cs",
            "desc",
            "endswith",
            "endswith_cs",
            "has",
            "has_any",
            "has_cs",
            "hasprefix",
            "hassuffix",
            "in",
            "in~",
            "kind",
            "matches regex",
            "not",
            "nulls first",
            "nulls last",
            "on",
            "or",
            "startswith",
            "startswith_cs",
            "typeof",
            "with");
}
