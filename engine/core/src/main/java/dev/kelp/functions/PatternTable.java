package dev.kelp.functions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of discrete values for mining: each distinct pair of a column and a value is an item, numbered from 0; rows carry weights.
 *
 * @param items per row the item of each column, -1 for a value too rare to matter
 * @param weights per kind of weight and row
 * @param columnOf the column of each item
 * @param values the text of each item's value
 */
record PatternTable(int columns, int[][] items, double[][] weights, int[] columnOf, List<String> values) {

    /** @param table columns of cells' texts, empty for one too rare to matter; then columns of weights */
    static PatternTable of(TableRows table, int kinds) {
        int columns = table.schema().size() - kinds;
        int size = table.rows().size();
        int[][] items = new int[size][columns];
        double[][] weights = new double[kinds][size];
        List<Map<String, Integer>> numbers = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            numbers.add(new HashMap<>());
        }
        List<String> values = new ArrayList<>();
        List<Integer> columnOf = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            @Nullable Object[] cells = table.rows().get(row);
            for (int column = 0; column < columns; column++) {
                String text = String.valueOf(cells[column]);
                Integer item = text.isEmpty()
                        ? Integer.valueOf(-1)
                        : numbers.get(column).get(text);
                if (item == null) {
                    item = values.size();
                    numbers.get(column).put(text, item);
                    values.add(text);
                    columnOf.add(column);
                }
                items[row][column] = item;
            }
            for (int kind = 0; kind < kinds; kind++) {
                weights[kind][row] = cells[columns + kind] instanceof Number n ? n.doubleValue() : 0;
            }
        }
        return new PatternTable(
                columns, items, weights, columnOf.stream().mapToInt(i -> i).toArray(), values);
    }

    /** About so many of the rows, evenly taken, standing for all. */
    PatternTable sample(int most) {
        int step = (size() + most - 1) / most;
        if (step <= 1) {
            return this;
        }
        int[] rows = IntStream.range(0, size()).filter(row -> row % step == 0).toArray();
        int[][] some = Arrays.stream(rows).mapToObj(row -> items[row]).toArray(int[][]::new);
        double[][] heavier = Arrays.stream(weights)
                .map(of ->
                        Arrays.stream(rows).mapToDouble(row -> of[row] * step).toArray())
                .toArray(double[][]::new);
        return new PatternTable(columns, some, heavier, columnOf, values);
    }

    int size() {
        return items.length;
    }

    double total(int kind) {
        return Arrays.stream(weights[kind]).sum();
    }

    /** Whether a row has all the items of a pattern. */
    boolean matches(int row, int[] pattern) {
        for (int column = 0; column < columns; column++) {
            if (pattern[column] >= 0 && items[row][column] != pattern[column]) {
                return false;
            }
        }
        return true;
    }

    /** The weight of the rows that a pattern matches, apart from those left out. */
    double weight(int[] pattern, int kind, boolean @Nullable [] leftOut) {
        double sum = 0;
        for (int row = 0; row < size(); row++) {
            if ((leftOut == null || !leftOut[row]) && matches(row, pattern)) {
                sum += weights[kind][row];
            }
        }
        return sum;
    }

    /** Marks the rows that a pattern matches. */
    void mark(int[] pattern, boolean[] marks) {
        for (int row = 0; row < size(); row++) {
            marks[row] |= matches(row, pattern);
        }
    }
}
