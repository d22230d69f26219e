package dev.kelp.run;

import dev.kelp.store.Snapshot;
import dev.kelp.store.Writers;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.EmbeddedColumn;
import dev.kelp.tables.Extent;
import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.FileForm;
import dev.kelp.tables.RewrittenExtent;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.Storage;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of extents to a new file as they are stored, leaving out deleted ones, with what is known of each row: its identity,
 * its commit and its time.
 */
public final class ExtentRewriter {
    private static final String ROW_ID = "kelp_row_id";
    private static final String BEGIN = "kelp_begin";
    private static final String TICKS = "kelp_ticks";

    private final DuckDb duckDb;
    private final Snapshot snapshot;
    private final TableDef table;
    private final Map<Long, ExtentDetails> details;
    private final Cancellation cancellation;

    /** @param details what the catalogue knows of the table's extents */
    public ExtentRewriter(
            DuckDb duckDb, Snapshot snapshot, TableDef table, List<ExtentDetails> details, Cancellation cancellation) {
        this.duckDb = duckDb;
        this.snapshot = snapshot;
        this.table = table;
        this.details = details.stream().collect(Collectors.toMap(ExtentDetails::id, Function.identity()));
        this.cancellation = cancellation;
    }

    /** Whether the rows of a table can be written as they are: not where a column has parts with fields of their own. */
    public static boolean canRewrite(TableDef table) {
        return table.columns().stream()
                .map(c -> c.storage().sqlType())
                .noneMatch(t -> t.contains("(") && !t.startsWith("DECIMAL") || t.endsWith("]") || t.equals("VARIANT"));
    }

    /**
     * Writes the rows that are left of extents, in their order.
     *
     * @param keep SQL over {@code file_row_number} that rows must pass; empty for all
     * @param inPlace whether the file is to be seen from the first of the rows' commits on, and not only from now
     */
    public RewrittenExtent write(List<Extent> extents, String keep, boolean inPlace) {
        duckDb.verified().check(new ScanRequest(table, table.columns(), List.of()), extents);
        String rows = extents.stream().map(e -> rows(e, keep)).collect(Collectors.joining(" UNION ALL "));
        String suffix = (inPlace ? "" : Extent.LINEAGE) + ExtentDigest.SUFFIX;
        try (DuckDBConnection connection = duckDb.writer().connect()) {
            Bounds bounds = bounds(connection, rows);
            WrittenExtent file = bounds.rows() == 0
                    ? null
                    : new ParquetCopy(connection, targets(), hasReals(), cancellation)
                            .write("(" + rows + ")", snapshot.location(table).resolve(Writers.newFile(suffix)));
            return rewritten(extents, file, bounds);
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
    }

    /**
     * Writes the rows that are left of an extent but for some.
     *
     * @param positions a file with the numbers of those
     */
    public RewrittenExtent writeWithout(Extent extent, WrittenExtent positions) {
        String keep =
                "file_row_number NOT IN (SELECT pos FROM read_parquet(" + Literals.string(positions.path()) + "))";
        return write(List.of(extent), keep, false);
    }

    /**
     * Writes the rows that are left of an extent for another table, by the names of columns. They have no identity there yet.
     *
     * @param keepTimes whether rows keep their commit and their time
     * @return empty where no row is left
     */
    public Optional<WrittenExtent> writeFor(TableDef other, Extent extent, boolean keepTimes) {
        duckDb.verified().check(new ScanRequest(table, table.columns(), List.of()), List.of(extent));
        List<ParquetCopy.Target> targets = new ArrayList<>();
        for (ColumnDef column : other.columns()) {
            addTargets(targets, column, table.column(column.name()).orElse(null));
        }
        if (keepTimes) {
            targets.add(target(EmbeddedColumn.SNAPSHOT, BEGIN));
            targets.add(target(EmbeddedColumn.TICKS, TICKS));
        }
        Path file = snapshot.location(other)
                .resolve(Writers.newFile((keepTimes ? Extent.LINEAGE : "") + ExtentDigest.SUFFIX));
        try (DuckDBConnection connection = duckDb.writer().connect()) {
            WrittenExtent written = new ParquetCopy(connection, targets, hasReals(), cancellation)
                    .write("(" + rows(extent, "") + ")", file);
            return Optional.of(written).filter(w -> w.rows() > 0);
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
    }

    private static void addTargets(List<ParquetCopy.Target> targets, ColumnDef column, @Nullable ColumnDef source) {
        Storage storage = column.storage();
        Storage.Remainder remainder = storage.remainder();
        Storage.Remainder digits = source == null ? null : source.storage().remainder();
        String missing = storage.sqlType().equals("VARCHAR") ? "''" : "NULL";
        targets.add(new ParquetCopy.Target(
                column.id(),
                column.name(),
                "CAST(" + (source == null ? missing : "c" + source.id()) + " AS " + storage.sqlType() + ")",
                isReal(storage)));
        if (remainder != null) {
            String value = digits == null
                    ? "CAST(NULL AS " + Storage.Remainder.sqlType(column.type()) + ")"
                    : "c" + digits.id();
            targets.add(new ParquetCopy.Target(remainder.id(), remainder.name(), value, false));
        } else if (digits != null) {
            throw Problem.NOT_SUPPORTED
                    .here("Moving values with more digits than usual to column '" + column.name()
                            + "', which has held none,")
                    .hint("Copy the rows with .append instead.");
        }
    }

    private record Bounds(long rows, long firstRowId, long first, long last) {}

    private static Bounds bounds(DuckDBConnection connection, String rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*), min(" + ROW_ID + "), min(" + BEGIN
                        + "), max(" + BEGIN + ") FROM (" + rows + ")")) {
            result.next();
            Bounds bounds = new Bounds(result.getLong(1), result.getLong(2), result.getLong(3), result.getLong(4));
            return bounds;
        }
    }

    private RewrittenExtent rewritten(List<Extent> extents, @Nullable WrittenExtent file, Bounds bounds) {
        List<ExtentDetails> all = extents.stream().map(e -> details(e.id())).toList();
        Set<String> tags = new LinkedHashSet<>();
        all.forEach(d -> tags.addAll(d.tags()));
        return new RewrittenExtent(
                RewrittenExtent.sources(extents),
                file,
                bounds.firstRowId(),
                bounds.first(),
                bounds.last(),
                all.stream().mapToLong(ExtentDetails::created).max().orElse(0),
                all.stream().mapToLong(ExtentDetails::ingested).max().orElse(0),
                List.copyOf(tags));
    }

    private ExtentDetails details(long extent) {
        return Objects.requireNonNull(details.get(extent));
    }

    private boolean hasReals() {
        return table.columns().stream().anyMatch(c -> isReal(c.storage()));
    }

    private static boolean isReal(Storage storage) {
        return storage.sqlType().equals("DOUBLE") || storage.sqlType().equals("FLOAT");
    }

    private List<ParquetCopy.Target> targets() {
        List<ParquetCopy.Target> targets = new ArrayList<>();
        for (ColumnDef column : table.columns()) {
            Storage storage = column.storage();
            String value = "CAST(c" + column.id() + " AS " + storage.sqlType() + ")";
            targets.add(new ParquetCopy.Target(column.id(), column.name(), value, isReal(storage)));
            Storage.Remainder remainder = storage.remainder();
            if (remainder != null) {
                targets.add(new ParquetCopy.Target(remainder.id(), remainder.name(), "c" + remainder.id(), false));
            }
        }
        targets.add(target(EmbeddedColumn.ROW_ID, ROW_ID));
        targets.add(target(EmbeddedColumn.SNAPSHOT, BEGIN));
        targets.add(target(EmbeddedColumn.TICKS, TICKS));
        return targets;
    }

    private static ParquetCopy.Target target(EmbeddedColumn column, String sql) {
        return new ParquetCopy.Target(column.fieldId(), column.column(), sql, false);
    }

    private String rows(Extent extent, String keep) {
        if (!extent.form().equals(FileForm.PLAIN)) {
            throw Problem.NOT_SUPPORTED.here(
                    "Writing an extent again that another client adopted or shaped otherwise, of table '" + table.name()
                            + "',");
        }
        ExtentDetails known = details(extent.id());
        List<String> fields = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ColumnDef column : table.columns()) {
            Storage storage = column.storage();
            String fallback = storage.initialDefault();
            // JSON is kept as the text it is.
            String type = storage.sqlType().equals("JSON") ? "VARCHAR" : storage.sqlType();
            add(fields, names, column.id(), type, fallback == null ? "NULL" : Literals.string(fallback));
            Storage.Remainder remainder = storage.remainder();
            if (remainder != null) {
                add(fields, names, remainder.id(), Storage.Remainder.sqlType(column.type()), "NULL");
            }
        }
        fields.add(field(EmbeddedColumn.ROW_ID.fieldId(), "kelp_r", "BIGINT", "NULL"));
        fields.add(field(EmbeddedColumn.SNAPSHOT.fieldId(), "kelp_b", "BIGINT", "NULL"));
        fields.add(field(EmbeddedColumn.TICKS.fieldId(), "kelp_t", "BIGINT", "NULL"));
        String ticks = known.ingested() == Extent.Arrival.FORGOTTEN ? "NULL::BIGINT" : known.ingested() + "::BIGINT";
        List<String> conditions = new ArrayList<>(ExtentSql.deletions(extent));
        if (!keep.isEmpty()) {
            conditions.add(keep);
        }
        return "SELECT " + String.join(", ", names) + ", coalesce(kelp_r, " + known.firstRowId()
                + " + file_row_number) AS " + ROW_ID + ", " + (extent.isMixed() ? "coalesce(kelp_b, " : "(")
                + extent.arrival().snapshot() + "::BIGINT) AS " + BEGIN + ", "
                + (extent.isMixed() ? "coalesce(kelp_t, " + ticks + ")" : ticks) + " AS " + TICKS
                + " FROM read_parquet([" + Literals.string(extent.path()) + "], schema = MAP {"
                + String.join(", ", fields) + "}, file_row_number = true)"
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }

    private static void add(List<String> fields, List<String> names, long id, String type, String fallback) {
        names.add("c" + id);
        fields.add(field(id, "c" + id, type, fallback));
    }

    private static String field(long id, String name, String type, String fallback) {
        return id + ": {name: '" + name + "', type: " + Literals.string(type) + ", default_value: " + fallback + "}";
    }
}
