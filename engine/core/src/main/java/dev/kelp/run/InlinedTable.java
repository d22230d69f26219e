package dev.kelp.run;

import dev.kelp.store.Snapshot.EndedRow;
import dev.kelp.tables.Extent;
import dev.kelp.tables.InlinedCells;
import dev.kelp.tables.InlinedRows;
import dev.kelp.tables.OriginColumn;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Rows that lie inside a catalogue as a relation of DuckDB's: the commit they came in by, when, the commit they were ended by, the
 * row id, and the columns of the table in their stored types under the names {@code c1, c2, …} of their ids.
 */
final class InlinedTable {
    static final String BEGIN = OriginColumn.BEGIN;
    static final String TICKS = OriginColumn.TICKS;
    static final String END = "kelp_end";
    static final String ROW_ID = "kelp_row_id";

    private static final List<String> WHOLE =
            List.of("BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER");

    private static final AtomicLong NAMES = new AtomicLong();
    private static final int BATCH_ROWS = 65_536;

    private InlinedTable() {}

    private static String definition(InlinedRows rows) {
        StringBuilder columns = new StringBuilder();
        for (String system : List.of(ROW_ID, BEGIN, END, TICKS)) {
            columns.append(columns.isEmpty() ? "" : ", ").append(system).append(" BIGINT");
        }
        for (int i = 0; i < rows.columns().size(); i++) {
            columns.append(", c")
                    .append(rows.columns().get(i))
                    .append(' ')
                    .append(rows.types().get(i));
        }
        return columns.toString();
    }

    /** From a batch's vectors to the columns of {@link #definition}. */
    private static String casts(InlinedRows rows) {
        StringBuilder columns = new StringBuilder(String.join(", ", ROW_ID, BEGIN, END, TICKS));
        for (int i = 0; i < rows.columns().size(); i++) {
            columns.append(", CAST(v")
                    .append(i)
                    .append(" AS ")
                    .append(rows.types().get(i))
                    .append(')');
        }
        return columns.toString();
    }

    /** The rows that the snapshot sees. */
    static String visible(InlinedRows rows) {
        return BEGIN + " BETWEEN " + rows.from() + " AND " + rows.until() + " AND " + END + " > " + rows.until();
    }

    /** A name that no other has. */
    static String name() {
        return "kelp_inlined.t" + NAMES.incrementAndGet();
    }

    /** An empty one; answers its name. */
    static String create(Statement statement, InlinedRows rows) throws SQLException {
        statement.execute("CREATE SCHEMA IF NOT EXISTS kelp_inlined");
        String name = name();
        statement.execute("CREATE TABLE " + name + "(" + definition(rows) + ")");
        return name;
    }

    static void insert(
            DuckDBConnection connection, String table, InlinedRows rows, InlinedCells cells, BufferAllocator allocator)
            throws SQLException {
        List<ArrowColumn> columns = vectors(rows, cells);
        for (int row = 0; row < cells.rows(); row += BATCH_ROWS) {
            int count = Math.min(BATCH_ROWS, cells.rows() - row);
            String insertion = "INSERT INTO " + table + " SELECT " + casts(rows) + " FROM ";
            run(connection, columns, row, count, allocator, insertion, "");
        }
    }

    static void end(DuckDBConnection connection, String table, List<EndedRow> ended, BufferAllocator allocator)
            throws SQLException {
        if (ended.isEmpty()) {
            return;
        }
        List<ArrowColumn> columns = List.of(
                new ArrowColumn("r", ArrowColumn.LONG, row -> ended.get(row).rowId()),
                new ArrowColumn("b", ArrowColumn.LONG, row -> ended.get(row).begin()),
                new ArrowColumn("e", ArrowColumn.LONG, row -> ended.get(row).end()));
        run(
                connection,
                columns,
                0,
                ended.size(),
                allocator,
                "UPDATE " + table + " SET " + END + " = u.e FROM (SELECT * FROM ",
                ") AS u WHERE " + ROW_ID + " = u.r AND " + BEGIN + " = u.b");
    }

    private static void run(
            DuckDBConnection connection,
            List<ArrowColumn> columns,
            int from,
            int count,
            BufferAllocator allocator,
            String before,
            String after)
            throws SQLException {
        String name = "kelp_rows_" + NAMES.incrementAndGet();
        try (VectorSchemaRoot batch = ArrowColumn.batch(columns, from, count, allocator);
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
                Statement statement = connection.createStatement()) {
            OneBatch.register(connection, name, batch, allocator, stream);
            statement.execute(before + name + after);
        }
    }

    private static @Nullable Long time(long ticks) {
        return ticks == Extent.Arrival.FORGOTTEN ? null : Long.valueOf(ticks);
    }

    private static List<ArrowColumn> vectors(InlinedRows rows, InlinedCells cells) {
        List<ArrowColumn> vectors = new ArrayList<>();
        vectors.add(new ArrowColumn(ROW_ID, ArrowColumn.LONG, row -> cells.rowIds()[row]));
        vectors.add(new ArrowColumn(BEGIN, ArrowColumn.LONG, row -> cells.begins()[row]));
        vectors.add(new ArrowColumn(END, ArrowColumn.LONG, row -> cells.ends()[row]));
        vectors.add(new ArrowColumn(TICKS, ArrowColumn.LONG, row -> time(cells.ticks()[row])));
        for (int i = 0; i < rows.columns().size(); i++) {
            @Nullable Object[] values = cells.cells()[i];
            ArrowType type = WHOLE.contains(rows.types().get(i)) ? ArrowColumn.LONG : ArrowColumn.TEXT;
            vectors.add(new ArrowColumn("v" + i, type, row -> values[row]));
        }
        return vectors;
    }
}
