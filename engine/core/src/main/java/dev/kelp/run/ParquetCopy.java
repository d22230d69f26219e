package dev.kelp.run;

import dev.kelp.tables.ColumnStats;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.Problem;
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
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a SELECT to one Parquet file as DuckLake wants it: zstd, with field ids, and with the statistics of every column. The file is
 * complete and on disk when {@link #write} returns; where it throws, or there are no rows, there is no file.
 */
public final class ParquetCopy {
    /** Fields from here on are the format's own, or Kelp's: read whatever a query asks for, and of no statistics. */
    private static final long RESERVED_FIELDS = 2_147_480_000L;

    private final Connection connection;
    private final List<Target> targets;
    private final String version;
    private final Cancellation cancellation;
    private Progress progress = Progress.SILENT;

    /**
     * A column of a file.
     *
     * @param sql its value
     * @param real whether it may hold NaN
     */
    public record Target(long id, String name, String sql, boolean real) {}

    /** What is written to the file cannot be: {@code cause} is DuckDB's. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(SQLException cause) {
            super(cause);
        }

        SQLException fault() {
            return (SQLException) Objects.requireNonNull(getCause());
        }
    }

    /**
     * @param connection where the rows can be selected
     * @param real whether there is a column of reals: version 2 packs whole numbers and times best, but stores reals in an encoding
     *     that Spark's own reader refuses
     */
    public ParquetCopy(Connection connection, List<Target> targets, boolean real, Cancellation cancellation) {
        this.connection = connection;
        this.targets = targets;
        this.version = real ? "v1" : "v2";
        this.cancellation = cancellation;
    }

    /** Says from now on how far it has come. */
    ParquetCopy reporting(Progress listener) {
        progress = listener;
        return this;
    }

    /**
     * As {@link #copy}, for rows that nobody's data can be to blame for.
     *
     * @throws dev.kelp.text.KqlException where the file cannot be written
     */
    public WrittenExtent write(String from, Path file) {
        try {
            return copy(from, file);
        } catch (Failed e) {
            throw DuckDbErrors.of(e.fault(), cancellation);
        }
    }

    /**
     * @param from what stands behind FROM
     * @param file in a folder that need not be there yet
     */
    WrittenExtent copy(String from, Path file) {
        String sql = "COPY (SELECT "
                + targets.stream()
                        .map(t -> t.sql() + " AS " + Literals.name(t.name()))
                        .collect(Collectors.joining(", "))
                + " FROM " + from + ") TO "
                + Literals.string(file.toString())
                + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 2, PARQUET_VERSION " + version
                + ", RETURN_STATS, FIELD_IDS {"
                + targets.stream()
                        .map(t -> Literals.name(t.name()) + ": " + t.id())
                        .collect(Collectors.joining(", "))
                + "})";
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        boolean written = false;
        try {
            WrittenExtent extent = withDigest(run(sql, file, folder));
            force(file);
            force(folder);
            written = extent.rows() > 0;
            return extent;
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

    /** Upkeep may delete the folder, while it is empty, of a table that is not in the catalogue yet. */
    private WrittenExtent run(String sql, Path file, Path folder) throws IOException {
        Files.createDirectories(folder);
        try {
            return run(sql, file);
        } catch (Failed e) {
            if (Files.exists(folder)) {
                throw e;
            }
            Files.createDirectories(folder);
            return run(sql, file);
        }
    }

    private WrittenExtent run(String sql, Path file) {
        try (Statement statement = connection.createStatement()) {
            try (StatementWatch watch = new StatementWatch(statement, file, progress, cancellation);
                    ResultSet result = statement.executeQuery(sql)) {
                if (!result.next()) {
                    throw Problem.BUG.here("COPY gave no statistics");
                }
                return new WrittenExtent(
                        file.toString(),
                        result.getLong("count"),
                        result.getLong("file_size_bytes"),
                        result.getLong("footer_size_bytes"),
                        statistics((Map<?, ?>) result.getObject("column_statistics")),
                        Map.of());
            }
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    private WrittenExtent withDigest(WrittenExtent extent) throws IOException {
        List<ExtentDigest.Chunk> chunks = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT column_id, least(data_page_offset, coalesce(dictionary_page_offset, data_page_offset)),"
                                + " total_compressed_size FROM parquet_metadata(" + Literals.string(extent.path())
                                + ")")) {
            while (result.next()) {
                long id = targets.get(result.getInt(1)).id();
                chunks.add(new ExtentDigest.Chunk(
                        id < RESERVED_FIELDS ? id : ExtentDigest.ALWAYS, result.getLong(2), result.getLong(3)));
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

    private Map<Long, ColumnStats> statistics(Map<?, ?> byPath) {
        Map<Long, ColumnStats> statistics = new HashMap<>();
        for (Target target : targets) {
            if (target.id() < RESERVED_FIELDS && byPath.get(Literals.name(target.name())) instanceof Map<?, ?> values) {
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

    /** A committed file must survive a power cut. */
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void discard(Path file) {
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
