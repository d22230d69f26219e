package dev.kelp.tables;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that another client left inside the catalogue.
 *
 * @param columns the ids of the columns they have
 * @param rows values as DuckDB's texts of the stored types, null for null
 */
public record InlinedRows(List<Long> columns, List<List<@Nullable String>> rows) implements Serializable {
    public InlinedRows {
        columns = List.copyOf(columns);
        List<List<@Nullable String>> copy = new ArrayList<>();
        rows.forEach(row -> copy.add(Collections.unmodifiableList(new ArrayList<>(row))));
        rows = Collections.unmodifiableList(copy);
    }
}
