package dev.kelp.tables;

import java.io.Serializable;
import java.util.List;

/**
 * What a plan asks of one stored table: which columns, under which conditions (all of them must hold).
 *
 * <p>The rows that come back carry each column in its type's carrier, strings never null.
 */
public record ScanRequest(TableDef table, List<ColumnDef> columns, List<ColumnPredicate> predicates)
        implements Serializable {
    public ScanRequest {
        columns = List.copyOf(columns);
        predicates = List.copyOf(predicates);
    }
}
