package dev.kelp.functions;

import dev.kelp.functions.ClosedPatterns.Pattern;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code basket}, {@code autocluster} and {@code diffpatterns}: patterns of values that many rows share (R171). Their input is one
 * row per combination of values, each value as the text of a cell, with its weight; in their constants stand the types of the
 * columns and what a column holds where a pattern takes any value.
 */
final class Patterns {
    static final List<Fn> ROWS = List.of(
            RowsFunctions.over("reduced_texts", ReducedTexts::reduce, "Patterns of texts that agree in most words."),
            RowsFunctions.over("basket_patterns", Patterns::basket, "Frequent closed patterns."),
            RowsFunctions.over("autocluster_patterns", Patterns::autocluster, "Few patterns that cover much."),
            RowsFunctions.over(
                    "diff_patterns", Patterns::diffpatterns, "Patterns whose share differs between two sets."));

    private final PatternTable table;
    private final List<KqlType> types;
    private final List<Json> wildcards;
    private final List<@Nullable Object[]> answer = new ArrayList<>();

    /** @param constants types and wildcards, as arrays of texts */
    private Patterns(List<TableRows> tables, @Nullable Object[] constants, int kinds) {
        table = PatternTable.of(tables.get(0), kinds);
        types = ((Json.Array) Json.of((String) constants[0]))
                .items().stream()
                        .map(t -> KqlType.named(t.text()).orElseThrow())
                        .toList();
        wildcards = ((Json.Array) Json.of((String) constants[1])).items();
    }

    /** Constants: types, wildcards, threshold, greatest number of dimensions. */
    static List<@Nullable Object[]> basket(List<TableRows> tables, @Nullable Object[] constants) {
        Patterns of = new Patterns(tables, constants, 1);
        double total = of.table.total(0);
        double[] least = {total * number(constants[2])};
        List<Pattern> found = ClosedPatterns.of(of.table, least, (int) number(constants[3]));
        found.sort(Comparator.comparingDouble((Pattern p) -> -p.weights()[0]).thenComparingInt(p -> -p.specified()));
        for (Pattern pattern : found) {
            of.add(pattern.items(), Math.round(pattern.weights()[0]), percent(pattern.weights()[0], total, 10));
        }
        return of.answer;
    }

    /** Constants: types, wildcards, weight of size, number of seeds. */
    static List<@Nullable Object[]> autocluster(List<TableRows> tables, @Nullable Object[] constants) {
        Patterns of = new Patterns(tables, constants, 1);
        double total = of.table.total(0);
        for (int[] cluster : Clusters.of(of.table, number(constants[2]), (int) number(constants[3]))) {
            double weight = of.table.weight(cluster, 0, null);
            of.add(cluster, Math.round(weight), percent(weight, total, 10));
        }
        return of.answer;
    }

    /** Constants: types, wildcards, threshold, greatest number of dimensions. */
    static List<@Nullable Object[]> diffpatterns(List<TableRows> tables, @Nullable Object[] constants) {
        Patterns of = new Patterns(tables, constants, 2);
        double threshold = number(constants[2]);
        double[] totals = {of.table.total(0), of.table.total(1)};
        double[] least = {Math.max(1, totals[0] * threshold), Math.max(1, totals[1] * threshold)};
        List<Pattern> found = ClosedPatterns.of(of.table, least, (int) number(constants[3]));
        found.sort(Comparator.comparingDouble((Pattern p) -> -difference(p.weights(), totals))
                .thenComparingInt(Pattern::specified));
        boolean[] covered = new boolean[of.table.size()];
        for (Pattern pattern : found) {
            double[] anew = {of.table.weight(pattern.items(), 0, covered), of.table.weight(pattern.items(), 1, covered)
            };
            if (difference(pattern.weights(), totals) >= threshold && difference(anew, totals) >= threshold) {
                double percentA = percent(pattern.weights()[0], totals[0], 100);
                double percentB = percent(pattern.weights()[1], totals[1], 100);
                of.add(
                        pattern.items(),
                        Math.round(pattern.weights()[0]),
                        Math.round(pattern.weights()[1]),
                        percentA,
                        percentB,
                        Math.round(Math.abs(percentA - percentB) * 100) / 100.0);
                of.table.mark(pattern.items(), covered);
            }
        }
        return of.answer;
    }

    private static double difference(double[] weights, double[] totals) {
        return Math.abs(share(weights[0], totals[0]) - share(weights[1], totals[1]));
    }

    private static double share(double weight, double total) {
        return total == 0 ? 0 : weight / total;
    }

    private static double percent(double weight, double total, int digits) {
        return Math.round(share(weight, total) * 100 * digits) / (double) digits;
    }

    private static double number(@Nullable Object constant) {
        return constant instanceof Number n ? n.doubleValue() : 0;
    }

    private void add(int[] pattern, Object... figures) {
        @Nullable Object[] row = new @Nullable Object[1 + figures.length + types.size()];
        row[0] = (long) answer.size();
        System.arraycopy(figures, 0, row, 1, figures.length);
        for (int column = 0; column < pattern.length; column++) {
            String text = pattern[column] < 0
                    ? wildcards.get(column).text()
                    : table.values().get(pattern[column]);
            row[1 + figures.length + column] = RowText.cell(text, types.get(column));
        }
        answer.add(row);
    }
}
