package dev.kelp.spark;

import dev.kelp.spark.KelpBatch.ExtentGroup;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Goes to the executors; reads columns only. */
record KelpPartitionReaderFactory(TaskQuery query, int batchRows) implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean supportColumnarReads(InputPartition partition) {
        return true;
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
        return new KelpPartitionReader(query, ((ExtentGroup) partition).extents(), batchRows);
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        throw new UnsupportedOperationException("Kelp hands Spark columns, not rows.");
    }
}
