package dev.kelp.spark;

import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.types.StructType;

/** One planned write. */
record KelpWrite(WriteTarget target, StructType rows, boolean overwrite, long extentRows) implements Write {

    @Override
    public String description() {
        return (overwrite ? "overwrite kelp " : "append to kelp ")
                + target.table().database() + "." + target.table().name();
    }

    @Override
    public BatchWrite toBatch() {
        return new KelpBatchWrite(target, rows, overwrite, extentRows);
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return WriteMetrics.SUPPORTED.toArray(CustomMetric[]::new);
    }

    @Override
    public String toString() {
        return description();
    }
}
