package dev.kelp.sql;

import dev.kelp.tables.ScanRequest;
import dev.kelp.types.Schema;
import java.util.List;

/**
 * A query for an executor.
 *
 * @param sql the text; a slot's {@link ScanSlot#marker()} stands where a relation with the scan's columns (by their stored
 *     names, as carriers) belongs
 * @param schema the result's columns; the SQL's columns stand in the same order under names of no meaning
 * @param functions the Java functions the text calls
 */
public record SqlText(String sql, Schema schema, List<ScanSlot> scans, List<JavaFunction> functions) {
    public SqlText {
        scans = List.copyOf(scans);
        functions = List.copyOf(functions);
    }

    /** A place for a stored table's rows. */
    public record ScanSlot(String marker, ScanRequest request) {}
}
