package dev.kelp.tables;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a commit has just put inside the catalogue, as it holds them: whoever holds others of the same place need not read them.
 *
 * @param source the name of the table inside the catalogue
 * @param snapshot the commit
 * @param cells in the order of that table's columns; all of the same commit
 */
public record StreamedRows(String source, long snapshot, InlinedCells cells) {

    /** Several, one behind the other. */
    public static InlinedCells joined(List<InlinedCells> parts) {
        int rows = parts.stream().mapToInt(InlinedCells::rows).sum();
        long[][] system = new long[4][rows];
        List<@Nullable Object[]> columns = new ArrayList<>();
        int width = parts.isEmpty() ? 0 : parts.get(0).cells().length;
        for (int column = 0; column < width; column++) {
            columns.add(new @Nullable Object[rows]);
        }
        int at = 0;
        for (InlinedCells part : parts) {
            System.arraycopy(part.rowIds(), 0, system[0], at, part.rows());
            System.arraycopy(part.begins(), 0, system[1], at, part.rows());
            System.arraycopy(part.ends(), 0, system[2], at, part.rows());
            System.arraycopy(part.ticks(), 0, system[3], at, part.rows());
            for (int column = 0; column < width; column++) {
                System.arraycopy(part.cells()[column], 0, columns.get(column), at, part.rows());
            }
            at += part.rows();
        }
        return new InlinedCells(system[0], system[1], system[2], system[3], columns.toArray(new @Nullable Object[0][]));
    }
}
