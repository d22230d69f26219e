package dev.kelp.store;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnStats;
import dev.kelp.tables.InlinedBatch;
import dev.kelp.tables.NewRemainders;
import dev.kelp.tables.Storage;
import dev.kelp.tables.Storage.Remainder;
import dev.kelp.tables.StoredDecimals;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From carriers to what a catalogue holds of a row: DuckDB's texts, and whole numbers. Nothing is rounded. */
public final class StoredCells {
    private StoredCells() {}

    /**
     * @param carriers an array for each column of the table, in their order
     * @throws dev.kelp.text.KqlException where the table has columns that Kelp doesn't write, or cannot hold a value
     */
    public static InlinedBatch of(TableDef table, @Nullable Object[][] carriers, int rows) {
        Map<Long, Remainder> added = NewRemainders.of(table, finer(table, carriers, rows));
        List<Long> ids = new ArrayList<>();
        List<@Nullable Object[]> cells = new ArrayList<>();
        Map<Long, ColumnStats> statistics = new HashMap<>();
        for (int i = 0; i < carriers.length; i++) {
            ColumnDef column = table.columns().get(i);
            if (!column.storage().sqlType().equals(Storage.of(column.type()).sqlType())) {
                throw Problem.NOT_SUPPORTED.here("Adding rows to column '" + column.name()
                        + "', which another client made as " + column.storage().sqlType() + ",");
            }
            ids.add(column.id());
            @Nullable Object[] stored = cells(column.type(), carriers[i], rows);
            cells.add(stored);
            statistics.put(column.id(), CellStatistics.of(column.type(), carriers[i], stored, rows));
            Remainder remainder = column.storage().remainder();
            remainder = remainder == null ? added.get(column.id()) : remainder;
            if (remainder != null) {
                @Nullable Object[] digits = remainders(column.type(), carriers[i], rows);
                ids.add(remainder.id());
                cells.add(digits);
                statistics.put(
                        remainder.id(),
                        CellStatistics.of(
                                column.type() == KqlType.DECIMAL ? KqlType.STRING : KqlType.INT, digits, digits, rows));
            }
        }
        return new InlinedBatch(ids, rows, cells.toArray(new @Nullable Object[0][]), statistics, added);
    }

    /** The columns whose stored form has no room for a value, and that have no other place for it. */
    private static Set<Long> finer(TableDef table, @Nullable Object[][] carriers, int rows) {
        Set<Long> finer = new TreeSet<>();
        for (int i = 0; i < carriers.length; i++) {
            ColumnDef column = table.columns().get(i);
            if (Storage.mayHaveRemainder(column.type()) && column.storage().remainder() == null) {
                for (int row = 0; row < rows; row++) {
                    if (remainder(column.type(), carriers[i][row]) != null) {
                        finer.add(column.id());
                        break;
                    }
                }
            }
        }
        return finer;
    }

    private static @Nullable Object[] remainders(KqlType type, @Nullable Object[] carriers, int rows) {
        @Nullable Object[] digits = new @Nullable Object[rows];
        for (int row = 0; row < rows; row++) {
            digits[row] = remainder(type, carriers[row]);
        }
        return digits;
    }

    /** What the stored form of a value has no room for. */
    private static @Nullable Object remainder(KqlType type, @Nullable Object carrier) {
        if (carrier == null) {
            return null;
        }
        if (type == KqlType.DECIMAL) {
            return StoredDecimals.hold(carrier.toString()) ? null : carrier;
        }
        long digit = (Long) carrier % 10;
        return digit == 0 ? null : Long.valueOf(digit);
    }

    private static @Nullable Object[] cells(KqlType type, @Nullable Object[] carriers, int rows) {
        @Nullable Object[] cells = new @Nullable Object[rows];
        for (int row = 0; row < rows; row++) {
            Object carrier = carriers[row];
            cells[row] = carrier == null ? type == KqlType.STRING ? "" : null : cell(type, carrier);
        }
        return cells;
    }

    private static @Nullable Object cell(KqlType type, Object carrier) {
        return switch (type) {
            case BOOL -> (Boolean) carrier ? 1L : 0L;
            case INT, LONG, TIMESPAN -> ((Number) carrier).longValue();
            case REAL -> real(((Number) carrier).doubleValue());
            case DECIMAL -> StoredDecimals.nearest(carrier.toString());
            case DATETIME -> CatalogTime.timestamp((Long) carrier);
            case STRING, GUID, DYNAMIC -> carrier.toString();
        };
    }

    static String real(double value) {
        return Double.isNaN(value)
                ? "nan"
                : Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : Double.toString(value);
    }
}
