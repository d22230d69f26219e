package dev.kelp.tables;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A complete Parquet file that no catalogue names yet: what a commit needs to add it to a table.
 *
 * @param path absolute path
 * @param footerBytes length of the Parquet footer
 * @param columns statistics by column id, of every column and remainder in the file
 * @param remainders columns of 100-ns digits that the file holds and the table didn't have when it was written, by the id of the
 *     datetime column they belong to
 */
public record WrittenExtent(
        String path,
        long rows,
        long bytes,
        long footerBytes,
        Map<Long, ColumnStats> columns,
        Map<Long, Storage.Remainder> remainders)
        implements Serializable {
    public WrittenExtent {
        columns = Map.copyOf(columns);
        remainders = Map.copyOf(remainders);
    }

    /** The same file, said to hold these columns too. */
    public WrittenExtent with(Map<Long, Storage.Remainder> held) {
        return new WrittenExtent(path, rows, bytes, footerBytes, columns, held);
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
