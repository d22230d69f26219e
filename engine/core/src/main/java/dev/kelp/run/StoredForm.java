package dev.kelp.run;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.Storage.Remainder;
import dev.kelp.tables.StoredDecimals;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** From carriers to what Parquet holds, in DuckDB's SQL; values that would not come back as they were are refused. */
final class StoredForm {
    private static final String REMAINDER = "kelp:remainder";
    private static final long EPOCH_MICROS = Ticks.UNIX_EPOCH / Ticks.PER_MICROSECOND;

    /** A value has more digits than its stored form, and the file to be written has no column for them. */
    static final class RemainderNeeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RemainderNeeded(SQLException cause) {
            super(cause);
        }
    }

    private StoredForm() {}

    /** The names that carriers go by in {@link ParquetCopy.Target#sql()}, in the order of the table's columns. */
    static String inputs(TableDef table) {
        return table.columns().stream().map(c -> "c" + c.id()).collect(Collectors.joining(", "));
    }

    /** The columns of a file; their SQL is over the inputs {@code c1, c2, …}. */
    static List<ParquetCopy.Target> targets(TableDef table, Map<Long, Remainder> added) {
        List<ParquetCopy.Target> targets = new ArrayList<>();
        for (ColumnDef column : table.columns()) {
            Remainder remainder = column.storage().remainder() == null
                    ? added.get(column.id())
                    : Objects.requireNonNull(column.storage().remainder());
            String c = "c" + column.id();
            targets.add(new ParquetCopy.Target(
                    column.id(),
                    column.name(),
                    stored(column.type(), c, remainder != null),
                    column.type() == KqlType.REAL));
            if (remainder != null) {
                targets.add(
                        new ParquetCopy.Target(remainder.id(), remainder.name(), remainder(column.type(), c), false));
            }
        }
        return targets;
    }

    private static String remainder(KqlType type, String c) {
        return type == KqlType.DECIMAL
                ? "CASE WHEN " + StoredDecimals.hasNoRoom(c) + " THEN " + c + " END"
                : "CAST(nullif(" + c + " % 10, 0) AS TINYINT)";
    }

    /** A condition on a carrier: the stored form alone would lose some of it. */
    static String needsRemainder(KqlType type, String c) {
        return type == KqlType.DECIMAL ? StoredDecimals.hasNoRoom(c) : c + " % 10 <> 0";
    }

    private static String stored(KqlType type, String c, boolean hasRemainder) {
        return switch (type) {
            case BOOL -> "CAST(" + c + " AS BOOLEAN)";
            case INT -> "CAST(" + c + " AS INTEGER)";
            case LONG, TIMESPAN -> "CAST(" + c + " AS BIGINT)";
            case REAL -> "CAST(" + c + " AS DOUBLE)";
            case STRING -> "coalesce(CAST(" + c + " AS VARCHAR), '')";
            case GUID -> "CAST(" + c + " AS UUID)";
            case DYNAMIC -> "CAST(" + c + " AS JSON)";
            case DECIMAL ->
                // Where there is no room it is the nearest that has some, or null: whoever knows no more sees that.
                hasRemainder
                        ? "TRY_CAST(" + c + " AS DECIMAL(38,18))"
                        : "CASE WHEN " + StoredDecimals.hasNoRoom(c) + " THEN CAST(error('" + REMAINDER
                                + "') AS DECIMAL(38,18)) ELSE CAST(" + c + " AS DECIMAL(38,18)) END";
            case DATETIME -> {
                String micros = "make_timestamp(" + c + " // 10 - " + EPOCH_MICROS + ")";
                yield hasRemainder
                        ? micros
                        : "CASE WHEN " + c + " % 10 <> 0 THEN CAST(error('" + REMAINDER + "') AS TIMESTAMP) ELSE "
                                + micros + " END";
            }
        };
    }

    /** What a failed COPY means. */
    static RuntimeException fault(SQLException e, TableDef table, Cancellation cancellation) {
        String message = String.valueOf(e.getMessage());
        if (message.contains(REMAINDER)) {
            return new RemainderNeeded(e);
        }
        if (cancellation.isCancelled() || message.contains("INTERRUPT")) {
            return Problem.CANCELLED.here().because(e);
        }
        return failed(e);
    }

    private static KqlException failed(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof KqlException known) {
                return known;
            }
        }
        return Problem.RUNTIME
                .here(String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
                .because(e);
    }
}
