package dev.kelp.spark;

import dev.kelp.tables.Extent;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;

/** Deals the extents out to tasks. */
final class KelpBatch implements Batch {
    /** Less than this is not worth a task: starting one costs as much as reading it. */
    private static final long LEAST_BYTES = 4L << 20;

    private final TaskQuery query;
    private final List<Extent> extents;
    private final KelpOptions options;

    /** Extents that one task reads. */
    record ExtentGroup(List<Extent> extents) implements InputPartition {}

    KelpBatch(TaskQuery query, List<Extent> extents, KelpOptions options) {
        this.query = query;
        this.extents = List.copyOf(extents);
        this.options = options;
    }

    @Override
    public InputPartition[] planInputPartitions() {
        long total = extents.stream().mapToLong(Extent::bytes).sum();
        int cores = Math.max(1, SparkSession.active().sparkContext().defaultParallelism());
        long target = Math.min(options.taskBytes(), Math.max(LEAST_BYTES, total / cores));
        List<InputPartition> groups = new ArrayList<>();
        List<Extent> group = new ArrayList<>();
        long bytes = 0;
        for (Extent extent : extents) {
            if (!group.isEmpty() && bytes + extent.bytes() > target) {
                groups.add(new ExtentGroup(List.copyOf(group)));
                group.clear();
                bytes = 0;
            }
            group.add(extent);
            bytes += extent.bytes();
        }
        if (!group.isEmpty()) {
            groups.add(new ExtentGroup(List.copyOf(group)));
        }
        return groups.toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new KelpPartitionReaderFactory(query, options.batchRows());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KelpBatch batch
                && query.equals(batch.query)
                && extents.equals(batch.extents)
                && options.equals(batch.options);
    }

    @Override
    public int hashCode() {
        return query.hashCode();
    }
}
