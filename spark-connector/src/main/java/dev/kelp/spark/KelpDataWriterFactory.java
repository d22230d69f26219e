package dev.kelp.spark;

import dev.kelp.tables.TableDef;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Goes to the executors.
 *
 * @param folder the job's folder
 * @param vectors the columns to make Arrow vectors for
 * @param carriers SQL of each carrier over them
 */
record KelpDataWriterFactory(TableDef table, String folder, StructType vectors, List<String> carriers, long extentRows)
        implements DataWriterFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public DataWriter<InternalRow> createWriter(int partition, long task) {
        return new KelpDataWriter(table, Path.of(folder), vectors, carriers, extentRows);
    }
}
