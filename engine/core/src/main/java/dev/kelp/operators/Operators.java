package dev.kelp.operators;

import dev.kelp.operators.graph.GraphMarkComponents;
import dev.kelp.operators.graph.GraphMatch;
import dev.kelp.operators.graph.GraphShortestPaths;
import dev.kelp.operators.graph.GraphToTable;
import dev.kelp.operators.graph.GraphWhereEdges;
import dev.kelp.operators.graph.GraphWhereNodes;
import dev.kelp.operators.graph.MakeGraph;
import dev.kelp.syntax.OperatorTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of operators: the word, how it parses, and where it may stand. */
public final class Operators implements OperatorTable {
    public static final Operators ALL = new Operators();

    /**
     * A row of the table.
     *
     * @param word what the operator begins with
     * @param syntax how it is written, for people
     * @param doc what it yields, in one sentence
     */
    public record Row(String word, String syntax, String doc, OperatorParser parser) {}

    private final Map<String, Row> piped = new LinkedHashMap<>();
    private final Map<String, Row> sources = new LinkedHashMap<>();

    private Operators() {
        source("print", "print x, a = y", "One row of values.", Print::parse);
        source("range", "range x from a to b step s", "A column of values in steps, both ends included.", Range::parse);
        source("datatable", "datatable(a: long, b: string) [1, 'x', …]", "Rows of literals.", Datatable::parse);
        source(
                "union",
                "union kind=outer withsource=leg A, (B | …), C*",
                "The rows of several tables; columns go together by name and type.",
                Union::parse);

        source("evaluate", "evaluate plugin(args) : (a: long, …)", "The table that a plugin makes.", Evaluate::parse);

        piped("where", "where predicate", "The rows for which it is true.", Where::parse);
        piped("filter", "filter predicate", "The same as where.", Where::parse);
        piped("extend", "extend a = x, …", "More columns, or others in the place of old ones.", Extend::parse);
        piped("project", "project a, b = x, …", "Just these columns.", Project::parse);
        piped("project-away", "project-away a, b*", "All but these columns.", ProjectAway::parse);
        piped("project-keep", "project-keep a, b*", "Just these columns, in the table's order.", ProjectKeep::parse);
        piped("project-rename", "project-rename new = old, …", "Other names in the same places.", ProjectRename::parse);
        piped(
                "project-reorder",
                "project-reorder a, b* asc",
                "These columns first, the others after them.",
                ProjectReorder::parse);
        piped("summarize", "summarize a = count(), … by k, …", "A row per group, its keys first.", Summarize::parse);
        piped(
                "distinct",
                "distinct a, b",
                "Each combination of values once; * stands for all columns.",
                Distinct::parse);
        piped("count", "count", "One row with the number of rows.", Count::parse);
        piped("sort", "sort by a desc nulls last, b asc", "Rows in an order, descending unless said.", Sort::parse);
        piped("order", "order by a desc nulls last, b asc", "The same as sort.", Sort::parse);
        piped("top", "top n by x asc nulls first", "The first rows of an order, descending unless said.", Top::parse);
        piped("take", "take n", "So many rows: any, or the first ones where there is an order.", Take::parse);
        piped("limit", "limit n", "The same as take.", Take::parse);
        piped(
                "join",
                "join kind=inner (table) on k, $left.a == $right.b",
                "Rows of two tables with equal keys; innerunique unless a kind is said.",
                Join::parse);
        piped(
                "lookup",
                "lookup kind=leftouter (table) on k",
                "Columns of another table with equal keys, without its keys.",
                Lookup::parse);
        piped(
                "union",
                "union kind=outer withsource=leg B, (C | …), D*",
                "The rows of this table and of others; columns go together by name and type.",
                Union::parse);
        piped(
                "mv-expand",
                "mv-expand with_itemindex=i a, b = d.x to typeof(long) limit n",
                "A row per element of arrays or bags.",
                MvExpand::parse);
        piped("mvexpand", "mvexpand a", "The same as mv-expand.", MvExpand::parse);
        piped(
                "mv-apply",
                "mv-apply with_itemindex=i x = a to typeof(long) limit n on (where x > 1 | …)",
                "What operators make of the elements of each row's arrays, beside the row's columns.",
                MvApply::parse);
        piped("mvapply", "mvapply a on (…)", "The same as mv-apply.", MvApply::parse);
        piped(
                "partition",
                "partition hint.strategy=native by k (top 1 by x | …)",
                "What operators make of the rows of each key.",
                PartitionBy::parse);
        piped("__partitionby", "__partitionby k (top 1 by x | …)", "The same as partition.", PartitionBy::parseHidden);
        piped(
                "make-series",
                "make-series kind=nonempty s = sum(x) default=0, … on t from a to b step c by k, …",
                "An array per aggregate and group, with a value for each step of an axis.",
                MakeSeries::parse);
        piped(
                "top-nested",
                "top-nested n of a with others='rest' by sum(x), top-nested m of b by count() asc",
                "The greatest groups, and in each of them the greatest of the next level.",
                TopNested::parse);
        piped(
                "top-hitters",
                "top-hitters n of x by y",
                "The values of a column with the greatest sums, or counts without by.",
                TopHitters::parse);
        piped("sample", "sample n", "So many rows by chance.", Sample::parse);
        piped(
                "sample-distinct",
                "sample-distinct n of x",
                "So many of a column's distinct values, any ones.",
                SampleDistinct::parse);
        piped(
                "parse",
                "parse kind=regex flags=i s with * 'a=' a: long ',' *",
                "Columns cut out of a text; rows that don't fit get nulls.",
                Parse::parse);
        piped(
                "parse-where",
                "parse-where s with * 'a=' a: long ',' *",
                "As parse, without the rows that don't fit.",
                Parse::parse);
        piped("render", "render timechart with (title='…')", "How the result wants to be seen.", Render::parse);
        piped("as", "as name", "Names the table for what follows.", As::parse);
        piped("getschema", "getschema", "The table's columns as rows.", GetSchema::parse);
        piped("serialize", "serialize a = row_number(), …", "Takes the rows' order as given.", Serialize::parse);
        piped("invoke", "invoke f(args)", "Calls a function with the table as its first argument.", Invoke::parse);
        piped(
                "evaluate",
                "evaluate plugin(args) : (a: long, …)",
                "The table that a plugin makes of this one.",
                Evaluate::parse);
        piped(
                "scan",
                "scan with_match_id=m declare (n: long = 0) with (step s: x > 0 => n = s.n + 1; …)",
                "Rows matched to the steps of sequences, with what they computed on the way.",
                Scan::parse);
        piped(
                "fork",
                "fork a = (where x > 1 | …) (count) …",
                "A result table for each of several ways to go on.",
                Fork::parse);
        piped(
                "facet",
                "facet by a, b with (top n by x | …)",
                "A result table per column with its values and their counts, after one of the rows.",
                Facet::parse);
        piped("consume", "consume", "Runs the query and yields no rows.", Consume::parse);
        graphs();
        searches();
        rarer();
    }

    private void searches() {
        String search = "search kind=case_sensitive in (A, B*) 'term' and x:'begin*'";
        String searchDoc = "The rows in which texts are found, in any column or in one, of several tables.";
        source("search", search, searchDoc, Search::parse);
        piped("search", "search 'term' and x:'begin*'", "The rows in which texts are found.", Search::parse);
        String find = "find withsource=t in (A, B*) where x == 1 project a, b: long, pack_all()";
        source(
                "find",
                find,
                "The rows of several tables that meet a predicate, each with its table's name.",
                Find::parse);
        piped("find", "find where x == 1 project a", "The rows that meet a predicate.", Find::parse);
        source(
                "macro-expand",
                "macro-expand entity_group [database('a'), …] as X (X.T | …)",
                "The rows of a sub-query run for each database or table of a group.",
                MacroExpand::parse);
    }

    private void rarer() {
        source(
                "externaldata",
                "externaldata(a: long, b: string) ['file.csv', …] with (format='csv', ignoreFirstRecord=true)",
                "The rows of files, read while the query is compiled.",
                ExternalData::parse);
        source(
                "inline_external_table",
                "inline_external_table(a: long) kind=storage dataformat=csv ('file.csv') with (includeHeaders='All')",
                "The same as externaldata.",
                ExternalData::parseInline);
        piped(
                "parse-kv",
                "parse-kv s as (a: long, b: string) with (pair_delimiter=';', kv_delimiter='=', quote='\"')",
                "A column per key, with the value a text gives it.",
                ParseKv::parse);
        piped(
                "reduce",
                "reduce kind=source by s with threshold=0.1, characters='-'",
                "The patterns into which texts fall, with their counts.",
                Reduce::parse);
        piped(
                "project-by-names",
                "project-by-names 'a', 'b*', dynamic(['c'])",
                "The columns of these names that there are, in this order.",
                ProjectByNames::parse);
        piped(
                "assert-schema",
                "assert-schema (a: long)",
                "The table as it is, refused where it has no such columns.",
                AssertSchema::parse);
        piped("__executeAndCache", "__executeAndCache", "The table as it is.", ExecuteAndCache::parse);
    }

    private void graphs() {
        piped(
                "make-graph",
                "make-graph source --> target with N on id, M on id2",
                "A graph of edges, and maybe of tables of nodes: what graph operators work on.",
                MakeGraph::parse);
        piped(
                "graph-match",
                "graph-match cycles=none (a)-[e*1..3]->(b), (b)--(c) where a.x == 1 project a.x, map(e, y)",
                "A row per match of a pattern of nodes and edges.",
                GraphMatch::parse);
        piped(
                "graph-shortest-paths",
                "graph-shortest-paths output=all (a)-[e*1..9]->(b) where a.x == 1 project map(e, y)",
                "A row for a shortest path between each two nodes, or for all of them.",
                GraphShortestPaths::parse);
        piped(
                "graph-mark-components",
                "graph-mark-components kind=weak with_component_id=c",
                "The graph with the number of its component as a property of each node.",
                GraphMarkComponents::parse);
        piped(
                "graph-where-nodes",
                "graph-where-nodes predicate",
                "The graph of the nodes for which it is true.",
                GraphWhereNodes::parse);
        piped(
                "graph-where-edges",
                "graph-where-edges predicate",
                "The graph without the edges for which it isn't true.",
                GraphWhereEdges::parse);
        piped(
                "graph-to-table",
                "graph-to-table nodes as N with_node_id=id, edges as E with_source_id=s with_target_id=t",
                "The table of a graph's nodes or edges, or both under names.",
                GraphToTable::parse);
    }

    private void piped(String word, String syntax, String doc, OperatorParser parser) {
        piped.put(word, new Row(word, syntax, doc, parser));
    }

    private void source(String word, String syntax, String doc, OperatorParser parser) {
        sources.put(word, new Row(word, syntax, doc, parser));
    }

    @Override
    public Optional<OperatorParser> piped(String word) {
        return Optional.ofNullable(piped.get(word)).map(Row::parser);
    }

    @Override
    public Optional<OperatorParser> source(String word) {
        return Optional.ofNullable(sources.get(word)).map(Row::parser);
    }

    @Override
    public Set<String> pipedWords() {
        return piped.keySet();
    }

    /** The words that begin a query. */
    public Set<String> sourceWords() {
        return sources.keySet();
    }

    /** The charts that {@code render} knows. */
    public static Set<String> charts() {
        return Render.KINDS;
    }

    /** What a chart may be told. */
    public static Set<String> chartProperties() {
        return Render.PROPERTIES.keySet();
    }

    /** What may stand behind a pipe, in the order of the table. */
    public List<Row> pipedRows() {
        return List.copyOf(piped.values());
    }

    /** What may begin a query, in the order of the table. */
    public List<Row> sourceRows() {
        return List.copyOf(sources.values());
    }
}
