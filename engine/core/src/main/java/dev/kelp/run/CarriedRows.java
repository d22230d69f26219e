package dev.kelp.run;

import dev.kelp.tables.InlinedCells;
import dev.kelp.tables.InlinedRows;
import dev.kelp.text.Problem;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;

/** Rows out of a catalogue that came along with their extents, as tables of a DuckDB until this is closed. Not thread-safe. */
public final class CarriedRows implements ExtentSql.InlinedSource, AutoCloseable {
    private final DuckDb duckDb;
    private final BufferAllocator allocator;
    private final Map<InlinedRows, String> tables = new HashMap<>();

    public CarriedRows(DuckDb duckDb, BufferAllocator allocator) {
        this.duckDb = duckDb;
        this.allocator = allocator;
    }

    @Override
    public String table(InlinedRows rows) {
        return tables.computeIfAbsent(rows, this::create);
    }

    private String create(InlinedRows rows) {
        InlinedCells cells = rows.cells();
        if (cells == null) {
            throw Problem.BUG.here("rows inside the catalogue did not come along");
        }
        try (DuckDBConnection connection = duckDb.connect();
                Statement statement = connection.createStatement()) {
            String name = InlinedTable.create(statement, rows);
            InlinedTable.insert(connection, name, rows, cells, allocator);
            return name;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        if (tables.isEmpty()) {
            return;
        }
        try (DuckDBConnection connection = duckDb.connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables.values()) {
                statement.execute("DROP TABLE IF EXISTS " + table);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(SQLException e) {
        return Problem.BUG.here("rows of the catalogue: " + e.getMessage()).because(e);
    }
}
