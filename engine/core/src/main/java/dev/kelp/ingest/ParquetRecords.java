package dev.kelp.ingest;

import dev.kelp.run.Literals;
import dev.kelp.types.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The records of a Parquet file as property bags: for mappings and policies, which look at records one by one. */
final class ParquetRecords implements Records {
    private final Statement statement;
    private final ResultSet rows;
    private long number;

    /** @param connection one that nothing else uses meanwhile */
    ParquetRecords(Path file, DuckDBConnection connection) throws Malformed {
        String source = "read_parquet(" + Literals.string(file.toString()) + ")";
        try {
            this.statement = connection.createStatement();
            List<String> properties = new ArrayList<>();
            try (ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
                while (columns.next()) {
                    properties.add(Literals.string(columns.getString(1)) + ", "
                            + value(Literals.name(columns.getString(1)), columns.getString(2)));
                }
            }
            this.rows = statement.executeQuery(
                    "SELECT CAST(json_object(" + String.join(", ", properties) + ") AS VARCHAR) FROM " + source);
        } catch (SQLException e) {
            throw damaged();
        }
    }

    /** What JSON has no words for, or would round, goes as text. */
    private static String value(String c, String type) {
        return switch (type) {
            case "DOUBLE", "FLOAT" ->
                "CASE WHEN isfinite(" + c + ") THEN to_json(" + c + ") ELSE to_json(CAST(" + c + " AS VARCHAR)) END";
            case "BLOB" -> "base64(" + c + ")";
            case "HUGEINT", "UHUGEINT", "UUID", "TIMESTAMP", "TIMESTAMP_NS", "DATE", "TIME" ->
                "CAST(" + c + " AS VARCHAR)";
            case "TIMESTAMP WITH TIME ZONE" -> "CAST(CAST(" + c + " AS TIMESTAMP) AS VARCHAR)";
            default -> type.startsWith("DECIMAL") ? "CAST(" + c + " AS VARCHAR)" : c;
        };
    }

    @Override
    public @Nullable Json next() throws Malformed {
        try {
            if (!rows.next()) {
                return null;
            }
            number++;
            return Json.strict(rows.getString(1))
                    .orElseThrow(() -> new Malformed("holds a value that JSON cannot hold", true));
        } catch (SQLException e) {
            throw damaged();
        }
    }

    private static Malformed damaged() {
        return new Malformed("cannot be read as Parquet", true);
    }

    @Override
    public String place() {
        return "Record " + number;
    }

    @Override
    public void close() throws IOException {
        try {
            statement.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
