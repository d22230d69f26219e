package dev.kelp.run;

import dev.kelp.store.Writers;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.NewRemainders;
import dev.kelp.tables.Storage;
import dev.kelp.tables.Storage.Remainder;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes rows of carriers to a Parquet file of a table. The file is complete and on disk when a method returns, and nothing when
 * it throws; it belongs to the table once {@link dev.kelp.store.Commit} has added it.
 */
public final class ExtentWriter {
    private final Connection connection;
    private final TableDef table;
    private final Path folder;
    private final Cancellation cancellation;
    private Progress progress = Progress.SILENT;

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
        if (table.layout().isHashed()) {
            throw Problem.NOT_SUPPORTED
                    .here("Adding rows to table '" + table.name() + "', which is partitioned by a hash,")
                    .hint("Other clients would not find them: add them there, or take the partitioning back.");
        }
        this.connection = connection;
        this.table = table;
        this.folder = folder;
        this.cancellation = cancellation;
    }

    /** Says from now on how far it has come. */
    public ExtentWriter reporting(Progress listener) {
        progress = listener;
        return this;
    }

    /**
     * The rows of a SELECT.
     *
     * @param select gives the table's columns in their order as carriers; asked again where a value turns out to need more digits
     *     than its stored form has, and the table has no column for them yet
     * @return empty where there are no rows
     */
    public List<WrittenExtent> write(String select) {
        return write(() -> select);
    }

    /** The same with a SELECT that is made anew each time it is to be asked. */
    public List<WrittenExtent> write(Supplier<String> select) {
        try {
            return copy(select.get(), Set.of());
        } catch (StoredForm.RemainderNeeded needed) {
            Set<Long> finer = finerColumns(select.get());
            return copy(select.get(), finer);
        }
    }

    /** Deletes files that no commit has tried to add. */
    public static void discard(List<WrittenExtent> written) {
        written.forEach(extent -> ParquetCopy.discard(Path.of(extent.path())));
    }

    private List<WrittenExtent> copy(String select, Set<Long> finer) {
        Map<Long, Remainder> added = NewRemainders.of(table, finer);
        String from = "(" + select + ") AS r(" + StoredForm.inputs(table) + ")";
        if (!PartitionedRows.knows(table)) {
            return copy(from, added).stream().toList();
        }
        List<WrittenExtent> written = new ArrayList<>();
        boolean done = false;
        try (PartitionedRows rows = PartitionedRows.of(connection, table, from)) {
            for (WrittenExtent.Partition partition : rows.partitions()) {
                copy(rows.from(partition), added).ifPresent(extent -> written.add(extent.in(partition)));
            }
            done = true;
            return written;
        } catch (SQLException e) {
            throw StoredForm.fault(e, table, cancellation);
        } finally {
            if (!done) {
                discard(written);
            }
        }
    }

    private Optional<WrittenExtent> copy(String from, Map<Long, Remainder> added) {
        boolean real = table.columns().stream().anyMatch(c -> c.type() == KqlType.REAL);
        try {
            WrittenExtent extent = new ParquetCopy(connection, StoredForm.targets(table, added), real, cancellation)
                    .reporting(progress)
                    .copy(from + PartitionedRows.order(table), folder.resolve(Writers.newFile(ExtentDigest.SUFFIX)));
            return extent.rows() > 0 ? Optional.of(extent.with(added)) : Optional.empty();
        } catch (ParquetCopy.Failed e) {
            throw StoredForm.fault(e.fault(), table, cancellation);
        }
    }

    /** The columns whose stored form has no room for a value, and that have no other place for it. */
    private Set<Long> finerColumns(String select) {
        List<ColumnDef> candidates = table.columns().stream()
                .filter(c -> Storage.mayHaveRemainder(c.type()) && c.storage().remainder() == null)
                .toList();
        String tests = candidates.stream()
                .map(c -> "coalesce(bool_or(" + StoredForm.needsRemainder(c.type(), "c" + c.id()) + "), false)")
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
}
