package dev.kelp.spark;

import java.util.List;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** The numbers of a write that Spark's web pages and listeners show. Spark makes each by its class name. */
final class WriteMetrics {
    static final String EXTENTS = "extentsWritten";
    static final String BYTES = "bytesWritten";
    static final List<CustomMetric> SUPPORTED = List.of(new ExtentsWritten(), new BytesWritten());

    private WriteMetrics() {}

    /** Parquet files that tasks have written. */
    public static final class ExtentsWritten extends CustomSumMetric {
        @Override
        public String name() {
            return EXTENTS;
        }

        @Override
        public String description() {
            return "extents written";
        }
    }

    /** Their size. */
    public static final class BytesWritten extends CustomSumMetric {
        @Override
        public String name() {
            return BYTES;
        }

        @Override
        public String description() {
            return "size of extents written in bytes";
        }
    }
}
