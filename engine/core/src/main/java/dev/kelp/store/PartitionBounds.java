package dev.kelp.store;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnStats;
import dev.kelp.tables.Extent;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the partition of a data file says of its columns, for files without statistics of them: those that another client adopted
 * hold the values of their partition in no row.
 */
final class PartitionBounds {
    /** From the longest period to the shortest; a shorter one says when only beside all longer ones. */
    private static final List<String> PERIODS = List.of("year", "month", "day", "hour");

    private static final List<ChronoUnit> UNITS =
            List.of(ChronoUnit.YEARS, ChronoUnit.MONTHS, ChronoUnit.DAYS, ChronoUnit.HOURS);

    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final Map<Long, ColumnDef> columns = new HashMap<>();

    /** By data file and column: the value of each transform, null among them. */
    private final Map<Long, Map<Long, Map<String, @Nullable String>>> values = new HashMap<>();

    /** Adds to the statistics of files, by file and column, what their partitions say of the columns with conditions. */
    static void add(
            CatalogConnection connection,
            TableDef table,
            ScanRequest request,
            List<Extent> files,
            Map<Long, Map<Long, ColumnStats>> stats) {
        List<Long> asked = request.predicates().stream()
                .map(p -> p.column().id())
                .filter(id -> id >= 0)
                .distinct()
                .toList();
        boolean missing = asked.stream().anyMatch(column -> files.stream().anyMatch(file -> {
            ColumnStats known = stats.getOrDefault(file.id(), Map.of()).get(column);
            return known == null || known.min() == null;
        }));
        if (!missing) {
            return;
        }
        PartitionBounds partitions = new PartitionBounds(connection, table.id(), table.columns());
        for (Extent file : files) {
            for (long column : asked) {
                Map<Long, ColumnStats> of = stats.getOrDefault(file.id(), Map.of());
                ColumnStats known = of.get(column);
                ColumnStats now = partitions.of(file.id(), column, known);
                if (now != null && now != known) {
                    stats.computeIfAbsent(file.id(), id -> new HashMap<>()).put(column, now);
                }
            }
        }
    }

    private PartitionBounds(CatalogConnection connection, long table, List<ColumnDef> columns) {
        columns.forEach(c -> this.columns.put(c.id(), c));
        connection.query(
                "SELECT v.data_file_id, c.column_id, c.transform, v.partition_value FROM ducklake_file_partition_value v"
                        + " JOIN ducklake_data_file f ON f.data_file_id = v.data_file_id"
                        + " JOIN ducklake_partition_column c ON c.partition_id = f.partition_id"
                        + " AND c.partition_key_index = v.partition_key_index WHERE v.table_id = ?",
                r -> {
                    values.computeIfAbsent(r.number(1), file -> new HashMap<>())
                            .computeIfAbsent(r.number(2), column -> new TreeMap<>())
                            .put(r.textOrEmpty(3).toLowerCase(Locale.ROOT), r.text(4));
                    return true;
                },
                table);
    }

    /** What is known of a column in a file beside what statistics say; those where it is nothing. */
    private @Nullable ColumnStats of(long file, long column, @Nullable ColumnStats known) {
        Map<String, @Nullable String> keys = values.getOrDefault(file, Map.of()).getOrDefault(column, Map.of());
        ColumnDef definition = columns.get(column);
        if (keys.isEmpty() || definition == null || known != null && known.min() != null) {
            return known;
        }
        if (keys.containsKey("identity")) {
            return identity(definition, keys.get("identity"), known);
        }
        return definition.type() == KqlType.DATETIME && isLocal(definition) ? period(keys, known) : known;
    }

    /** Times with a zone are told apart by clocks that are not known here. */
    private static boolean isLocal(ColumnDef column) {
        String type = column.storage().sqlType();
        return type.equals("DATE") || type.startsWith("TIMESTAMP") && !type.contains("ZONE");
    }

    private static @Nullable ColumnStats identity(
            ColumnDef column, @Nullable String value, @Nullable ColumnStats known) {
        if (value == null) {
            return new ColumnStats(0, 0, 1, null, null, null);
        }
        boolean exact =
                switch (column.type()) {
                    case INT, LONG -> true;
                    case STRING -> column.storage().sqlType().equals("VARCHAR");
                    default -> false;
                };
        return exact ? new ColumnStats(0, 1, 0, value, value, null) : known;
    }

    private static @Nullable ColumnStats period(Map<String, @Nullable String> keys, @Nullable ColumnStats known) {
        int[] parts = {1, 1, 1, 0};
        int depth = 0;
        while (depth < PERIODS.size() && keys.containsKey(PERIODS.get(depth))) {
            String value = keys.get(PERIODS.get(depth));
            if (value == null) {
                return new ColumnStats(0, 0, 1, null, null, null);
            }
            if (!value.matches("\\d{1,4}")) {
                return known;
            }
            parts[depth++] = Integer.parseInt(value);
        }
        if (depth == 0) {
            return known;
        }
        try {
            LocalDateTime first = LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], 0);
            LocalDateTime last = first.plus(1, UNITS.get(depth - 1)).minus(1, ChronoUnit.MICROS);
            return new ColumnStats(0, 1, 0, TEXT.format(first), TEXT.format(last), null);
        } catch (DateTimeException e) {
            return known;
        }
    }
}
