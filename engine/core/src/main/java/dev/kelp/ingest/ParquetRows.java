package dev.kelp.ingest;

import dev.kelp.run.Literals;
import dev.kelp.run.StoredColumn;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.Storage;
import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** The rows of Parquet files as carriers of a table: columns go by name, and each file type that fits is turned into its KQL type. */
final class ParquetRows {
    private final TableDef table;
    private final Ingestion.Files files;

    ParquetRows(TableDef table, Ingestion.Files files) {
        this.table = table;
        this.files = files;
    }

    String select(DuckDBConnection connection) throws SQLException {
        String source = "read_parquet(" + DuckDbRows.paths(files) + ", union_by_name = true)";
        Map<String, String> types = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
            while (columns.next()) {
                types.put(columns.getString(1), columns.getString(2));
            }
        }
        List<String> carriers = new ArrayList<>();
        boolean any = false;
        for (ColumnDef column : table.columns()) {
            String name = types.keySet().stream()
                    .filter(n -> n.equals(column.name()))
                    .findFirst()
                    .or(() -> types.keySet().stream()
                            .filter(n -> n.equalsIgnoreCase(column.name()))
                            .findFirst())
                    .orElse("");
            any |= !name.isEmpty();
            carriers.add(
                    name.isEmpty()
                            ? absent(column)
                            : carrier(column, name, types.getOrDefault(name, ""), carriers.size()));
        }
        if (!any) {
            throw Ingestion.fault("The Parquet files have none of the columns of table '" + table.name()
                    + "'; they have " + String.join(", ", types.keySet()) + ".");
        }
        return "SELECT " + String.join(", ", carriers) + " FROM " + source;
    }

    private static String absent(ColumnDef column) {
        return column.type() == KqlType.STRING
                ? "''"
                : "CAST(NULL AS " + column.type().carrier() + ")";
    }

    private String carrier(ColumnDef column, String name, String fileType, int number) {
        KqlType natural = Storage.kqlType(fileType);
        String c = Literals.name(name);
        KqlType wanted = column.type();
        boolean wholeAsTimespan = wanted == KqlType.TIMESPAN && natural == KqlType.LONG;
        if (natural == wanted || wholeAsTimespan) {
            Storage storage = new Storage(fileType, null, null, false);
            return new StoredColumn(new ColumnDef(column.id(), name, wanted, storage), true, false, true).carrier(c);
        }
        if (natural == KqlType.STRING && fileType.equals("VARCHAR")) {
            return TextCells.carrier(wanted, c, number);
        }
        if (wanted == KqlType.STRING) {
            return "coalesce(CAST(" + c + " AS VARCHAR), '')";
        }
        boolean widens = natural == KqlType.INT && wanted == KqlType.LONG
                || natural.isNumber() && wanted == KqlType.REAL
                || natural.isInteger() && wanted == KqlType.DECIMAL
                || natural == KqlType.LONG && wanted == KqlType.INT
                || fileType.equals("UBIGINT") && wanted == KqlType.LONG;
        if (widens) {
            return "CAST(" + c + " AS " + wanted.carrier() + ")";
        }
        throw Ingestion.fault(
                "Column '" + name + "' of the Parquet files is " + fileType + ", which is no " + wanted.kql() + ".");
    }
}
