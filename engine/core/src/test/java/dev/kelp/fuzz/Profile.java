package dev.kelp.fuzz;

import dev.kelp.functions.Functions;
import dev.kelp.operators.Operators;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What queries are for.
 *
 * @param loose how many of a hundred arguments have a type by chance
 * @param defects how many of a hundred queries are spoilt
 * @param repeatable whether two runs must give the same rows: no clock, no chance, no choice of rows
 * @param functions which functions may be called, by name
 * @param operators which operators may be used, by the word they begin with
 */
public record Profile(
        int loose, int defects, boolean repeatable, Predicate<String> functions, Predicate<String> operators) {
    /** Functions that need what generated queries don't have: a graph, an ingestion, a cluster. */
    private static final Set<String> ELSEWHERE = Set.of(
            "node_id",
            "edge_id",
            "labels",
            "node_degree_in",
            "node_degree_out",
            "all",
            "any",
            "extent_id",
            "extent_tags",
            "ingestion_time",
            "cursor_after",
            "cursor_before_or_at",
            "cursor_current",
            "current_cluster_endpoint",
            "current_database",
            "current_principal",
            "current_principal_details",
            "current_principal_is_member_of",
            "rowstore_ordinal_range",
            "assert");

    private static final Set<String> CHANGING = Set.of(
            "rand",
            "now",
            "ago",
            "new_guid",
            "take_any",
            "take_anyif",
            "any",
            "arg_max",
            "arg_min",
            "sample",
            "sample-distinct",
            "take",
            "limit",
            "estimate_data_size",
            "top",
            "top-hitters",
            "top-nested",
            "reduce");

    /** What this build has, for the comparison with Kusto's analyser. */
    public static Profile forOracle(Set<String> without) {
        Set<String> functions = new HashSet<>(Functions.names());
        functions.removeAll(ELSEWHERE);
        functions.removeAll(without);
        Set<String> operators = words();
        operators.removeAll(without);
        return new Profile(2, 26, false, functions::contains, operators::contains);
    }

    /** Everything there is in the tables, right or wrong. */
    public static Profile forFuzz() {
        return new Profile(8, 30, false, Functions.names()::contains, words()::contains);
    }

    /** Queries that must run and give the same rows twice. */
    public static Profile forExecution() {
        Set<String> functions = new HashSet<>(Functions.names());
        functions.removeAll(ELSEWHERE);
        functions.removeAll(CHANGING);
        Set<String> operators = words();
        operators.removeAll(CHANGING);
        operators.removeAll(List.of("render", "consume", "getschema"));
        return new Profile(0, 0, true, functions::contains, operators::contains);
    }

    private static Set<String> words() {
        Set<String> words = new HashSet<>(Operators.ALL.pipedWords());
        words.addAll(Operators.ALL.sourceWords());
        return words;
    }
}
