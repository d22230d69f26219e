package dev.kelp.run;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.Layout;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent.Partition;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way to files that hold one value of each partition key: gathered in a temporary table of DuckDB's with their keys,
 * which spills to disk where memory is short.
 */
final class PartitionedRows implements AutoCloseable {
    private static final int MOST = 1000;
    private static final AtomicLong NAMES = new AtomicLong();

    private final Connection connection;
    private final TableDef table;
    private final List<String> keys;
    private final String name = "kelp_parts_" + NAMES.incrementAndGet();

    private PartitionedRows(Connection connection, TableDef table, List<String> keys) {
        this.connection = connection;
        this.table = table;
        this.keys = keys;
    }

    /** Whether Kelp can tell the partitions of a table; files of rows that it can't tell them of are in none, which is allowed. */
    static boolean knows(TableDef table) {
        return !table.layout().partition().isEmpty() && keys(table).isPresent();
    }

    /** @param from what stands behind FROM, with the carriers under the names {@code c1, c2, …} */
    static PartitionedRows of(Connection connection, TableDef table, String from) throws SQLException {
        List<String> keys = keys(table).orElseThrow();
        PartitionedRows rows = new PartitionedRows(connection, table, keys);
        StringBuilder select = new StringBuilder("SELECT *");
        for (int i = 0; i < keys.size(); i++) {
            select.append(", ").append(keys.get(i)).append(" AS k").append(i);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE " + rows.name + " AS " + select + " FROM " + from);
        }
        return rows;
    }

    /** The keys of all rows, each once. */
    List<Partition> partitions() throws SQLException {
        String columns = keyNames();
        List<Partition> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT DISTINCT " + columns + " FROM " + name + " ORDER BY "
                        + columns + " LIMIT " + (MOST + 1))) {
            while (result.next()) {
                List<@Nullable String> values = new ArrayList<>();
                for (int i = 1; i <= keys.size(); i++) {
                    values.add(result.getString(i));
                }
                found.add(new Partition(table.layout().partitionId(), values));
            }
        }
        if (found.size() > MOST) {
            throw Problem.INGESTION
                    .here("The rows are of more than " + MOST + " partitions of table '" + table.name() + "'.")
                    .hint("Add them in several steps, or take another partitioning policy.");
        }
        return found;
    }

    /** What stands behind FROM for the rows of a partition. */
    String from(Partition partition) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String value = partition.values().get(i);
            conditions.add("k" + i + " IS NOT DISTINCT FROM " + (value == null ? "NULL" : Literals.string(value)));
        }
        return name + " WHERE " + String.join(" AND ", conditions);
    }

    private String keyNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            names.add("k" + i);
        }
        return String.join(", ", names);
    }

    /** SQL of each key as the catalogue's text, over the carriers; empty where one is of a kind that Kelp doesn't compute. */
    private static Optional<List<String>> keys(TableDef table) {
        List<String> sql = new ArrayList<>();
        for (Layout.PartitionKey key : table.layout().partition()) {
            Optional<String> one = table.columns().stream()
                    .filter(c -> c.id() == key.column())
                    .findFirst()
                    .flatMap(column -> key(column, key.transform()));
            if (one.isEmpty()) {
                return Optional.empty();
            }
            sql.add("CAST(" + one.get() + " AS VARCHAR)");
        }
        return Optional.of(sql);
    }

    private static Optional<String> key(ColumnDef column, String transform) {
        String c = "c" + column.id();
        return switch (transform) {
            case "identity" ->
                switch (column.type()) {
                    case BOOL, INT, LONG, GUID -> Optional.of(c);
                    case STRING -> Optional.of("coalesce(" + c + ", '')");
                    default -> Optional.empty();
                };
            case "year", "month", "day", "hour" ->
                column.type() == KqlType.DATETIME
                        ? Optional.of(transform + "(make_timestamp(" + c + " // 10 - "
                                + Ticks.UNIX_EPOCH / Ticks.PER_MICROSECOND + "))")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The ORDER BY that a table's files are written with, empty for none. */
    static String order(TableDef table) {
        return order(table, table.columns().stream().map(ColumnDef::id).toList());
    }

    /** @param known the columns that the rows have, by their ids */
    static String order(TableDef table, List<Long> known) {
        List<String> keys = new ArrayList<>();
        for (Layout.SortKey key : table.layout().sort()) {
            Optional<ColumnDef> column = table.columns().stream()
                    .filter(c -> c.name().equalsIgnoreCase(key.column()) && known.contains(c.id()))
                    .findFirst();
            if (column.isEmpty()) {
                // An order by what nobody knows any more is none from there on.
                break;
            }
            String c = "c" + column.get().id();
            String value = column.get().type() == KqlType.DECIMAL ? "TRY_CAST(" + c + " AS DECIMAL(38,18))" : c;
            keys.add(value + (key.descending() ? " DESC NULLS LAST" : " ASC NULLS FIRST"));
        }
        return keys.isEmpty() ? "" : keys.stream().collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + name);
        }
    }
}
