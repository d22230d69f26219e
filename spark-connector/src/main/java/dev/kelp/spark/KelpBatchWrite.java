package dev.kelp.spark;

import dev.kelp.store.Writers;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The driver's half of a write: tasks write files into a folder of this job's own, and one transaction of the catalogue makes them
 * part of the table. Until then nobody sees them; a job that dies leaves files that belong to nothing.
 *
 * <p>Of a partition's attempts Spark reports exactly one, so only that one's files are committed.
 */
final class KelpBatchWrite implements BatchWrite {
    private final WriteTarget target;
    private final StructType rows;
    private final boolean overwrite;
    private final long extentRows;
    private final Path folder;

    KelpBatchWrite(WriteTarget target, StructType rows, boolean overwrite, long extentRows) {
        this.target = target;
        this.rows = rows;
        this.overwrite = overwrite;
        this.extentRows = extentRows;
        this.folder = target.folder().resolve(Writers.newFolder());
    }

    /** The files of one task. */
    record Written(List<WrittenExtent> extents) implements WriterCommitMessage {
        private static final long serialVersionUID = 1L;

        Written {
            extents = List.copyOf(extents);
        }
    }

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        TableDef table = target.table();
        List<Incoming> columns = Incoming.of(rows, table.columns());
        return new KelpDataWriterFactory(
                table,
                folder.toString(),
                Incoming.vectors(columns),
                columns.stream().map(Incoming::sql).toList(),
                extentRows);
    }

    @Override
    public void commit(@Nullable WriterCommitMessage[] messages) {
        List<WrittenExtent> extents = extents(messages);
        target.commit(extents, overwrite);
        removeStrays(extents);
    }

    @Override
    public void abort(@Nullable WriterCommitMessage[] messages) {
        List<WrittenExtent> extents = extents(messages);
        // Where the commit went through and its answer was lost, the catalogue names the files: then they stay.
        target.store().discard(extents);
        removeStrays(extents);
    }

    private static List<WrittenExtent> extents(@Nullable WriterCommitMessage[] messages) {
        return Arrays.stream(messages)
                .flatMap(message ->
                        message instanceof Written written ? written.extents().stream() : Stream.<WrittenExtent>empty())
                .toList();
    }

    /** Files of attempts whose end never reached the driver. */
    private void removeStrays(List<WrittenExtent> known) {
        Set<Path> reported =
                known.stream().map(extent -> Path.of(extent.path())).collect(Collectors.toSet());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> !reported.contains(f)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The folder " + folder + " cannot be cleaned: " + e.getMessage())
                    .because(e);
        }
        // An empty folder goes, one with committed files stays.
        if (!folder.toFile().delete() && reported.isEmpty()) {
            throw Problem.RUNTIME.here("The folder " + folder + " cannot be deleted.");
        }
    }
}
