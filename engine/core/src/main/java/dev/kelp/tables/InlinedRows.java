package dev.kelp.tables;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that lie inside the catalogue, in one of the tables made for them there, as a snapshot sees them: those that
 * arrived between two commits and were not ended.
 *
 * @param source the name of the table inside the catalogue, which no other one ever had
 * @param columns the ids of the columns they have
 * @param types DuckDB's types of those, VARCHAR for its text where a type has parts
 * @param from the first commit whose rows are still there; those of earlier ones lie in files
 * @param until the snapshot
 * @param cells the rows themselves, for those who cannot ask the catalogue; null where it is still to be asked
 */
public record InlinedRows(
        String source,
        List<Long> columns,
        List<String> types,
        long from,
        long until,
        @Nullable InlinedCells cells) implements Serializable {
    public InlinedRows {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
    }

    public InlinedRows with(InlinedCells read) {
        return new InlinedRows(source, columns, types, from, until, read);
    }
}
