package dev.kelp.operators;

import dev.kelp.syntax.OperatorTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of operators: the word, how it parses, and where it may stand. */
public final class Operators implements OperatorTable {
    public static final Operators ALL = new Operators();

    private final Map<String, OperatorParser> piped = new LinkedHashMap<>();
    private final Map<String, OperatorParser> sources = new LinkedHashMap<>();

    private Operators() {
        source("print", Print::parse);
        source("range", Range::parse);
        source("datatable", Datatable::parse);
        source("union", Union::parse);

        piped("where", Where::parse);
        piped("filter", Where::parse);
        piped("extend", Extend::parse);
        piped("project", Project::parse);
        piped("project-away", ProjectAway::parse);
        piped("project-keep", ProjectKeep::parse);
        piped("project-rename", ProjectRename::parse);
        piped("project-reorder", ProjectReorder::parse);
        piped("summarize", Summarize::parse);
        piped("distinct", Distinct::parse);
        piped("count", Count::parse);
        piped("sort", Sort::parse);
        piped("order", Sort::parse);
        piped("top", Top::parse);
        piped("take", Take::parse);
        piped("limit", Take::parse);
        piped("join", Join::parse);
        piped("lookup", Lookup::parse);
        piped("union", Union::parse);
        piped("mv-expand", MvExpand::parse);
        piped("mvexpand", MvExpand::parse);
        piped("parse", Parse::parse);
        piped("parse-where", Parse::parse);
        piped("render", Render::parse);
        piped("as", As::parse);
        piped("getschema", GetSchema::parse);
        piped("serialize", Serialize::parse);
        piped("invoke", Invoke::parse);
        piped("consume", Consume::parse);
    }

    private void piped(String word, OperatorParser parser) {
        piped.put(word, parser);
    }

    private void source(String word, OperatorParser parser) {
        sources.put(word, parser);
    }

    @Override
    public Optional<OperatorParser> piped(String word) {
        return Optional.ofNullable(piped.get(word));
    }

    @Override
    public Optional<OperatorParser> source(String word) {
        return Optional.ofNullable(sources.get(word));
    }

    @Override
    public Set<String> pipedWords() {
        return piped.keySet();
    }

    /** The words that begin a query. */
    public Set<String> sourceWords() {
        return sources.keySet();
    }
}
