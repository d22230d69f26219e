package dev.kelp.run;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnStats;
import dev.kelp.tables.Extent;
import dev.kelp.tables.Storage;
import dev.kelp.tables.Storage.Remainder;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of carriers to a Parquet file of a table. The file is complete and on disk when a method returns, and nothing when
 * it throws; it belongs to the table once {@link dev.kelp.store.Commit} has added it.
 */
public final class ExtentWriter {
    private final Connection connection;
    private final TableDef table;
    private final Path folder;
    private final Cancellation cancellation;

    /**
     * @param connection where the rows can be selected
     * @param folder the table's folder, {@link dev.kelp.store.Snapshot#location}
     */
    public ExtentWriter(Connection connection, TableDef table, Path folder, Cancellation cancellation) {
        for (ColumnDef column : table.columns()) {
            if (!column.storage().sqlType().equals(Storage.of(column.type()).sqlType())) {
                throw Problem.NOT_SUPPORTED.here("Adding rows to column '" + column.name()
                        + "', which another client made as " + column.storage().sqlType() + ",");
            }
        }
        this.connection = connection;
        this.table = table;
        this.folder = folder;
        this.cancellation = cancellation;
    }

    /**
     * The rows of a SELECT.
     *
     * @param select gives the table's columns in their order as carriers; asked again where a datetime turns out to need its 100-ns
     *     digits and the table has no column for them yet
     * @return empty where there are no rows
     */
    public List<WrittenExtent> write(String select) {
        try {
            return copy(select, Set.of());
        } catch (StoredForm.RemainderNeeded needed) {
            return copy(select, finerColumns(select));
        }
    }

    /**
     * The rows of a SELECT that can be asked only once, such as a stream.
     *
     * @throws dev.kelp.text.KqlException where a datetime has 100-ns digits and the table has no column for them
     */
    public List<WrittenExtent> writeOnce(String select) {
        try {
            return copy(select, Set.of());
        } catch (StoredForm.RemainderNeeded needed) {
            throw Problem.INGESTION.here(
                    "A datetime is finer than the microseconds that table '" + table.name() + "' holds.");
        }
    }

    /** Version 2 packs whole numbers and times best, but stores reals in an encoding that Spark's own reader refuses. */
    private String version() {
        return table.columns().stream().anyMatch(c -> c.type() == KqlType.REAL) ? "v1" : "v2";
    }

    private List<WrittenExtent> copy(String select, Set<Long> finer) {
        Map<Long, Remainder> added = newRemainders(finer);
        List<StoredForm.Target> targets = StoredForm.targets(table, added);
        Path file = folder.resolve(Extent.OWN_PREFIX + UUID.randomUUID() + ExtentDigest.SUFFIX);
        String sql = "COPY (SELECT "
                + targets.stream()
                        .map(t -> t.sql() + " AS " + Literals.name(t.name()))
                        .collect(Collectors.joining(", "))
                + " FROM (" + select + ") AS r(" + StoredForm.inputs(table) + ")) TO "
                + Literals.string(file.toString())
                + " (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION " + version() + ", RETURN_STATS, FIELD_IDS {"
                + targets.stream()
                        .map(t -> Literals.name(t.name()) + ": " + t.id())
                        .collect(Collectors.joining(", "))
                + "})";
        boolean written = false;
        try {
            Files.createDirectories(folder);
            WrittenExtent extent = withDigest(run(sql, file, targets, added), targets);
            force(file);
            force(folder);
            written = extent.rows() > 0;
            return written ? List.of(extent) : List.of();
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The file " + file + " cannot be written: " + e.getMessage())
                    .because(e);
        } finally {
            if (!written) {
                discard(file);
            }
        }
    }

    private WrittenExtent run(String sql, Path file, List<StoredForm.Target> targets, Map<Long, Remainder> added) {
        try (Statement statement = connection.createStatement()) {
            cancellation.onCancel(() -> cancel(statement));
            try (ResultSet result = statement.executeQuery(sql)) {
                if (!result.next()) {
                    throw Problem.BUG.here("COPY gave no statistics");
                }
                return new WrittenExtent(
                        file.toString(),
                        result.getLong("count"),
                        result.getLong("file_size_bytes"),
                        result.getLong("footer_size_bytes"),
                        statistics((Map<?, ?>) result.getObject("column_statistics"), targets),
                        added);
            }
        } catch (SQLException e) {
            throw StoredForm.fault(e, table, cancellation);
        }
    }

    private WrittenExtent withDigest(WrittenExtent extent, List<StoredForm.Target> targets) throws IOException {
        List<ExtentDigest.Chunk> chunks = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT column_id, least(data_page_offset, coalesce(dictionary_page_offset, data_page_offset)),"
                                + " total_compressed_size FROM parquet_metadata(" + Literals.string(extent.path())
                                + ")")) {
            while (result.next()) {
                chunks.add(new ExtentDigest.Chunk(
                        targets.get(result.getInt(1)).id(), result.getLong(2), result.getLong(3)));
            }
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
        long added = ExtentDigest.append(Path.of(extent.path()), chunks);
        return new WrittenExtent(
                extent.path(),
                extent.rows(),
                extent.bytes() + added,
                extent.footerBytes(),
                extent.columns(),
                extent.remainders());
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It has ended by itself.
        }
    }

    private static Map<Long, ColumnStats> statistics(Map<?, ?> byPath, List<StoredForm.Target> targets) {
        Map<Long, ColumnStats> statistics = new HashMap<>();
        for (StoredForm.Target target : targets) {
            if (byPath.get(Literals.name(target.name())) instanceof Map<?, ?> values) {
                long nulls = number(values, "null_count");
                statistics.put(
                        target.id(),
                        new ColumnStats(
                                number(values, "column_size_bytes"),
                                number(values, "num_values") - nulls,
                                nulls,
                                bound(values.get("min")),
                                bound(values.get("max")),
                                target.real() ? Boolean.valueOf("true".equals(values.get("has_nan"))) : null));
            }
        }
        return statistics;
    }

    private static long number(Map<?, ?> values, String key) {
        return values.get(key) instanceof String text ? Long.parseLong(text) : 0;
    }

    /** Catalogues hold no zero characters (DL 7.1). */
    private static @Nullable String bound(@Nullable Object text) {
        return text instanceof String bound && bound.indexOf('\0') < 0 ? bound : null;
    }

    /** The datetime columns that need digits below the microsecond and have no place for them. */
    private Set<Long> finerColumns(String select) {
        List<ColumnDef> candidates = table.columns().stream()
                .filter(c -> c.type() == KqlType.DATETIME && c.storage().remainder() == null)
                .toList();
        String tests = candidates.stream()
                .map(c -> "coalesce(bool_or(c" + c.id() + " % 10 <> 0), false)")
                .collect(Collectors.joining(", "));
        Set<Long> finer = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT " + tests + " FROM (" + select + ") AS r(" + StoredForm.inputs(table) + ")")) {
            result.next();
            for (int i = 0; i < candidates.size(); i++) {
                if (result.getBoolean(i + 1)) {
                    finer.add(candidates.get(i).id());
                }
            }
            return finer;
        } catch (SQLException e) {
            throw StoredForm.fault(e, table, cancellation);
        }
    }

    private Map<Long, Remainder> newRemainders(Set<Long> columns) {
        Map<Long, Remainder> added = new HashMap<>();
        List<String> names = new ArrayList<>();
        long id = table.nextColumnId();
        for (ColumnDef column : table.columns()) {
            names.add(column.name());
        }
        for (ColumnDef column : table.columns()) {
            if (columns.contains(column.id())) {
                String name = column.name() + "_ticks";
                while (names.stream().anyMatch(name::equalsIgnoreCase)) {
                    name += "_";
                }
                names.add(name);
                added.put(column.id(), new Remainder(id, name));
            }
            // One id for each column whichever need one, so that files written at the same time agree.
            id++;
        }
        return added;
    }

    /** A committed file must survive a power cut. */
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling("tmp_" + file.getFileName()));
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The unused file " + file + " cannot be deleted: " + e.getMessage())
                    .because(e);
        }
    }
}
