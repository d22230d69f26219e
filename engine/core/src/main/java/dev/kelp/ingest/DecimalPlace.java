package dev.kelp.ingest;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.StoredDecimals;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.types.KqlType;
import java.io.IOException;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Finds the decimal that a table cannot hold: whoever writes the rows sees that there is one, but not where. */
final class DecimalPlace {
    private DecimalPlace() {}

    /** The same failure with file and place; other failures as they are. */
    static KqlException in(KqlException failure, TableDef table, Ingestion.Files files, DuckDBConnection connection) {
        if (!StoredDecimals.isRefusal(failure)) {
            return failure;
        }
        try (RecordRows rows = new RecordRows(table, files, connection)) {
            for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
                String decimal = unfit(table.columns(), row);
                if (decimal != null) {
                    return StoredDecimals.refusal(rows.place() + ": ", table, decimal)
                            .because(failure);
                }
            }
        } catch (IOException | KqlException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private static @Nullable String unfit(List<ColumnDef> columns, @Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            if (columns.get(i).type() == KqlType.DECIMAL
                    && row[i] instanceof String decimal
                    && !StoredDecimals.hold(decimal)) {
                return decimal;
            }
        }
        return null;
    }
}
