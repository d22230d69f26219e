package dev.kelp.tables;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file of a table with the rows of it that are deleted, or rows inside the catalogue.
 *
 * @param id the catalogue's number of the file
 * @param path absolute path
 * @param rows rows in the file, deleted ones counted
 * @param bytes size of the file
 * @param columns statistics by column id, for the columns a scan asked about; a column may be missing
 * @param deleteFile absolute path of a Parquet file with the positions of deleted rows, empty where none
 * @param deletedRows positions of further deleted rows, which lie inside the catalogue
 * @param arrival how its rows came in
 * @param mixture what of it belongs to several commits
 * @param inlined the rows themselves where there is no file: the path is empty then, and the number negative
 * @param form how columns are found in it
 * @param vector the file of deleted rows of another client, where that isn't Parquet; there is no other file of them then
 */
public record Extent(
        long id,
        String path,
        long rows,
        long bytes,
        Map<Long, ColumnStats> columns,
        String deleteFile,
        List<Long> deletedRows,
        Arrival arrival,
        Mixture mixture,
        @Nullable InlinedRows inlined,
        FileForm form,
        @Nullable Vector vector)
        implements Serializable {
    /**
     * What a file that holds rows of several commits says of them itself.
     *
     * @param rows whether its rows came in one by one: each says by which commit, and when
     * @param laterRows whether some of them came after the snapshot
     * @param laterDeletions whether its file of deletions names rows that were deleted after the snapshot
     * @param until the snapshot
     */
    public record Mixture(boolean rows, boolean laterRows, boolean laterDeletions, long until) implements Serializable {
        /** All came in by one commit. */
        public static final Mixture NONE = new Mixture(false, false, false, 0);
    }

    /**
     * @param snapshot the number of the commit
     * @param ticks when it was made, or {@link #FORGOTTEN}
     * @param created when the rows count as made, in ticks: the commit's time unless the ingestion said otherwise
     * @param tags what the ingestion wrote on them
     */
    public record Arrival(long snapshot, long ticks, long created, List<String> tags) implements Serializable {
        public Arrival {
            tags = List.copyOf(tags);
        }

        /** The time of rows that came into a table whose policy is not to remember it. */
        public static final long FORGOTTEN = -1;

        /** Rows of which no more is known. */
        public Arrival(long snapshot, long ticks) {
            this(snapshot, ticks, ticks, List.of());
        }
    }

    /**
     * Deleted rows as a bitmap.
     *
     * @param path absolute path of the file
     * @param positions those that the snapshot sees deleted
     */
    public record Vector(String path, List<Long> positions) implements Serializable {
        public Vector {
            positions = List.copyOf(positions);
        }
    }

    /** What the names of the files that Kelp writes begin with. */
    public static final String OWN_PREFIX = "kelp-";

    /** A file of which no rows are deleted by a bitmap, or rows inside the catalogue. */
    public Extent(
            long id,
            String path,
            long rows,
            long bytes,
            Map<Long, ColumnStats> columns,
            String deleteFile,
            List<Long> deletedRows,
            Arrival arrival,
            Mixture mixture,
            @Nullable InlinedRows inlined,
            FileForm form) {
        this(id, path, rows, bytes, columns, deleteFile, deletedRows, arrival, mixture, inlined, form, null);
    }

    /** Rows inside the catalogue, or a file in the plain form. */
    public Extent(
            long id,
            String path,
            long rows,
            long bytes,
            Map<Long, ColumnStats> columns,
            String deleteFile,
            List<Long> deletedRows,
            Arrival arrival,
            Mixture mixture,
            @Nullable InlinedRows inlined) {
        this(id, path, rows, bytes, columns, deleteFile, deletedRows, arrival, mixture, inlined, FileForm.PLAIN);
    }

    /** In the names of files that say of each row by which commit it came in, though they are visible later than that. */
    public static final String LINEAGE = "-lineage";

    public Extent {
        columns = Map.copyOf(columns);
        deletedRows = List.copyOf(deletedRows);
    }

    /**
     * Whether Kelp wrote the rows, so that its texts have the carriers' exact form. Other clients put none into the catalogue for
     * tables that Kelp made.
     */
    public boolean isOwn() {
        return inlined != null || path.startsWith(OWN_PREFIX, path.lastIndexOf('/') + 1);
    }

    /** The same with the rows themselves, for those who cannot ask the catalogue. */
    public Extent with(InlinedRows rows) {
        long count = rows.cells() == null ? 0 : rows.cells().rows();
        return new Extent(
                id, path, count, bytes, columns, deleteFile, deletedRows, arrival, mixture, rows, form, vector);
    }

    /** The same with deleted rows of another client's. */
    public Extent with(Vector deletions) {
        return new Extent(
                id, path, rows, bytes, columns, deleteFile, deletedRows, arrival, mixture, inlined, form, deletions);
    }

    /** The same with another file of deleted rows. */
    public Extent deletedBy(String file) {
        return new Extent(id, path, rows, bytes, columns, file, deletedRows, arrival, mixture, inlined, form, null);
    }

    /** The absolute path of the file of deleted rows, of whatever format; empty for none. */
    public String deletions() {
        return vector == null ? deleteFile : vector.path();
    }

    /** The positions of deleted rows that are known without a look into a Parquet file. */
    public List<Long> knownPositions() {
        if (vector == null) {
            return deletedRows;
        }
        Set<Long> all = new TreeSet<>(vector.positions());
        all.addAll(deletedRows);
        return List.copyOf(all);
    }

    /** The same, to be read in a form. */
    public Extent in(FileForm other) {
        return new Extent(
                id, path, rows, bytes, columns, deleteFile, deletedRows, arrival, mixture, inlined, other, vector);
    }

    /** The same with statistics. */
    public Extent with(Map<Long, ColumnStats> statistics) {
        return new Extent(
                id, path, rows, bytes, statistics, deleteFile, deletedRows, arrival, mixture, inlined, form, vector);
    }

    /** Whether its rows say that they came in by commits before the one from which on it is visible. */
    public boolean holdsEarlierRows() {
        return path.substring(path.lastIndexOf('/') + 1).contains(LINEAGE);
    }

    /** Whether rows of it are not to be seen. */
    public boolean hasDeletions() {
        return !deletions().isEmpty() || !deletedRows.isEmpty() || mixture.laterRows();
    }

    /** Whether its rows came in one by one. */
    public boolean isMixed() {
        return inlined != null || mixture.rows();
    }
}
