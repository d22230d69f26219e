package dev.kelp.spark;

import java.util.List;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** The numbers of a read that Spark's web pages and listeners show. Spark makes each by its class name. */
final class ScanMetrics {
    static final String EXTENTS_OPENED = "extentsOpened";
    static final String EXTENTS_PRUNED = "extentsPruned";
    static final String ROWS = "rowsRead";
    static final String BYTES = "bytesOpened";
    static final List<CustomMetric> SUPPORTED =
            List.of(new ExtentsOpened(), new ExtentsPruned(), new RowsRead(), new BytesOpened());

    private ScanMetrics() {}

    /** One value of a task or of the driver. */
    record Value(String name, long value) implements CustomTaskMetric {}

    /** Extents that tasks have read from. */
    public static final class ExtentsOpened extends CustomSumMetric {
        @Override
        public String name() {
            return EXTENTS_OPENED;
        }

        @Override
        public String description() {
            return "extents opened";
        }
    }

    /** Extents that no task was given, because they hold no row that is asked for. */
    public static final class ExtentsPruned extends CustomSumMetric {
        @Override
        public String name() {
            return EXTENTS_PRUNED;
        }

        @Override
        public String description() {
            return "extents pruned";
        }
    }

    /** Rows handed to Spark. */
    public static final class RowsRead extends CustomSumMetric {
        @Override
        public String name() {
            return ROWS;
        }

        @Override
        public String description() {
            return "rows handed to Spark";
        }
    }

    /** Size of the extents that were opened; of a file only the columns asked for are read. */
    public static final class BytesOpened extends CustomSumMetric {
        @Override
        public String name() {
            return BYTES;
        }

        @Override
        public String description() {
            return "size of extents opened in bytes";
        }
    }
}
