package dev.kelp.tables;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A complete Parquet file that no catalogue names yet: what a commit needs to add it to a table.
 *
 * @param path absolute path
 * @param footerBytes length of the Parquet footer
 * @param columns statistics by column id, of every column and remainder in the file
 * @param remainders columns of 100-ns digits that the file holds and the table didn't have when it was written, by the id of the
 *     datetime column they belong to
 * @param partition which partition all rows are of, null where nobody has looked
 */
public record WrittenExtent(
        String path,
        long rows,
        long bytes,
        long footerBytes,
        Map<Long, ColumnStats> columns,
        Map<Long, Storage.Remainder> remainders,
        @Nullable Partition partition)
        implements Serializable {

    /**
     * @param id the catalogue's number of the partitioning
     * @param values what all rows have as each key, as text, null for null
     */
    public record Partition(long id, List<@Nullable String> values) implements Serializable {
        public Partition {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /** A file with rows of any keys. */
    public WrittenExtent(
            String path,
            long rows,
            long bytes,
            long footerBytes,
            Map<Long, ColumnStats> columns,
            Map<Long, Storage.Remainder> remainders) {
        this(path, rows, bytes, footerBytes, columns, remainders, null);
    }

    public WrittenExtent {
        columns = Map.copyOf(columns);
        remainders = Map.copyOf(remainders);
    }

    /** The same file, said to hold these columns too. */
    public WrittenExtent with(Map<Long, Storage.Remainder> held) {
        return new WrittenExtent(path, rows, bytes, footerBytes, columns, held, partition);
    }

    /** The same file, said to hold rows of one partition. */
    public WrittenExtent in(Partition of) {
        return new WrittenExtent(path, rows, bytes, footerBytes, columns, remainders, of);
    }

    /** The bytes of several extents. */
    public static long bytes(List<WrittenExtent> extents) {
        return extents.stream().mapToLong(WrittenExtent::bytes).sum();
    }

    /** The rows of several extents. */
    public static long rows(List<WrittenExtent> extents) {
        return extents.stream().mapToLong(WrittenExtent::rows).sum();
    }
}
