package dev.kelp.tables;

import java.io.Serializable;
import java.util.List;

/**
 * How the files of a table are to be written: one value of each partition key in a file, and the rows in an order. What is written
 * already stays as it is.
 *
 * @param partitionId the catalogue's number of the partitioning, negative where there is none
 */
public record Layout(long partitionId, List<PartitionKey> partition, List<SortKey> sort) implements Serializable {
    /** As rows come. */
    public static final Layout NONE = new Layout(-1, List.of(), List.of());

    /**
     * @param column id of the column
     * @param transform {@code identity}, {@code year}, {@code month}, {@code day}, {@code hour} or {@code bucket(n)}
     */
    public record PartitionKey(long column, String transform) implements Serializable {}

    /** @param column the column's name */
    public record SortKey(String column, boolean descending) implements Serializable {}

    /**
     * Whether rows are kept apart by a hash of a column. Other clients look for a value only in files that name the hash, which Kelp
     * doesn't compute.
     */
    public boolean isHashed() {
        return partition.stream().anyMatch(key -> key.transform().startsWith("bucket"));
    }

    public Layout {
        partition = List.copyOf(partition);
        sort = List.copyOf(sort);
    }
}
