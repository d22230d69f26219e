package dev.kelp.run;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import dev.kelp.types.Ticks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;

/**
 * A query somebody wrote in DuckDB's SQL. The tables it names are views with SQL's own types (a datetime is a timestamp, a
 * timespan an interval); its columns come back as carriers.
 */
final class SqlQuery {
    private final DuckDBConnection connection;
    private final Executor.Job job;
    private final DuckDb duckDb;
    private final InlinedCache.Use inlined;

    SqlQuery(DuckDBConnection connection, Executor.Job job, DuckDb duckDb, InlinedCache.Use inlined) {
        this.inlined = inlined;
        this.connection = connection;
        this.job = job;
        this.duckDb = duckDb;
    }

    Frame run(String text, String database, BufferAllocator allocator) throws SQLException {
        // What stands before the query stays: its line breaks keep DuckDB's line numbers right.
        String sql = text.stripTrailing().replaceAll(";+\\s*$", "");
        List<Field> fields = new ArrayList<>();
        List<String> carriers = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (TableDef table : job.snapshot().tables(database)) {
                if (names(sql, table.name())) {
                    statement.execute(view(table));
                }
            }
            try (ResultSet columns = statement.executeQuery("DESCRIBE " + sql)) {
                while (columns.next()) {
                    String column = "c" + fields.size();
                    KqlType type = kqlType(columns.getString(2));
                    fields.add(new Field(columns.getString(1), type));
                    carriers.add(carrier(column, columns.getString(2), type) + " AS " + column);
                }
            }
        } catch (SQLException e) {
            throw refused(e);
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            names.add("c" + i);
        }
        String query = "SELECT " + String.join(", ", carriers) + " FROM (\n" + sql + "\n) AS q("
                + String.join(", ", names) + ")";
        return DuckDbFrame.open(connection, query, new Schema(fields), allocator, job, duckDb.functions());
    }

    /** DuckDB's own words: it is its language that was used. */
    static KqlException refused(SQLException e) {
        return Problem.SEMANTIC.here(String.valueOf(e.getMessage()).strip()).because(e);
    }

    private static boolean names(String sql, String table) {
        return Pattern.compile("(?i)(?<![\\w])" + Pattern.quote(table) + "(?![\\w])")
                .matcher(sql)
                .find();
    }

    private String view(TableDef table) {
        ScanRequest all = new ScanRequest(table, table.columns(), List.of());
        List<String> columns = table.columns().stream()
                .map(column -> sqlValue(column) + " AS " + Literals.name(column.name()))
                .toList();
        return "CREATE OR REPLACE TEMP VIEW " + Literals.name(table.name()) + " AS SELECT " + String.join(", ", columns)
                + " FROM " + inlined.scan(all);
    }

    private static String sqlValue(ColumnDef column) {
        String name = Literals.name(column.name());
        return switch (column.type()) {
            case DATETIME -> "make_timestamp((" + name + " - " + Ticks.UNIX_EPOCH + ") // 10)";
            case TIMESPAN -> "to_microseconds(" + name + " // 10)";
            case DECIMAL -> "CAST(" + name + " AS DECIMAL(38, 18))";
            case GUID -> "CAST(" + name + " AS UUID)";
            case DYNAMIC -> "CAST(" + name + " AS JSON)";
            default -> name;
        };
    }

    private static KqlType kqlType(String sqlType) {
        if (sqlType.startsWith("DECIMAL")) {
            return KqlType.DECIMAL;
        }
        return switch (sqlType) {
            case "BOOLEAN" -> KqlType.BOOL;
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> KqlType.INT;
            // sum() over whole numbers is a HUGEINT, and hardly ever needs to be one
            case "BIGINT", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT" -> KqlType.LONG;
            case "FLOAT", "DOUBLE" -> KqlType.REAL;
            case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                KqlType.DATETIME;
            case "TIME", "INTERVAL" -> KqlType.TIMESPAN;
            case "UUID" -> KqlType.GUID;
            case "JSON" -> KqlType.DYNAMIC;
            default ->
                sqlType.endsWith("]")
                                || sqlType.startsWith("STRUCT")
                                || sqlType.startsWith("MAP")
                                || sqlType.startsWith("UNION")
                        ? KqlType.DYNAMIC
                        : KqlType.STRING;
        };
    }

    private static String carrier(String column, String sqlType, KqlType type) {
        return switch (type) {
            case BOOL -> column;
            case INT -> "CAST(" + column + " AS INTEGER)";
            case LONG -> "CAST(" + column + " AS BIGINT)";
            case REAL -> "CAST(" + column + " AS DOUBLE)";
            case DATETIME -> "epoch_us(CAST(" + column + " AS TIMESTAMP)) * 10 + " + Ticks.UNIX_EPOCH;
            case TIMESPAN -> "epoch_us(" + column + ") * 10";
            case DYNAMIC -> "CAST(" + (sqlType.equals("JSON") ? "json(" : "to_json(") + column + ") AS VARCHAR)";
            case DECIMAL, GUID -> "CAST(" + column + " AS VARCHAR)";
            case STRING -> "coalesce(CAST(" + column + " AS VARCHAR), '')";
        };
    }
}
