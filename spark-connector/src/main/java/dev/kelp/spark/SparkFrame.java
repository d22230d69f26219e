package dev.kelp.spark;

import dev.kelp.run.Cancellation;
import dev.kelp.run.Frame;
import dev.kelp.text.Problem;
import dev.kelp.types.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.util.ArrowUtils;
import org.jspecify.annotations.Nullable;

/** Spark's rows as a frame, fetched partition by partition while they are read. */
final class SparkFrame implements Frame {
    private static final int BATCH_ROWS = 8_192;

    private final Schema schema;
    private final Dataset<Row> rows;
    private final SparkSession session;
    private final String tag;
    private final Cancellation cancellation;
    private final BufferAllocator allocator;
    private final VectorSchemaRoot batch;
    private final List<CarrierVector> columns = new ArrayList<>();
    private @Nullable Iterator<Row> iterator;
    private boolean closed;

    private SparkFrame(Schema schema, Dataset<Row> rows, SparkSession session, String tag, Cancellation cancellation) {
        this.schema = schema;
        this.rows = rows;
        this.session = session;
        this.tag = tag;
        this.cancellation = cancellation;
        this.allocator = ArrowUtils.rootAllocator().newChildAllocator(tag, 0, Long.MAX_VALUE);
        List<Field> fields = schema.fields().stream()
                .map(f -> new Field(f.name(), FieldType.nullable(arrow(f.type().carrier())), List.of()))
                .toList();
        this.batch = VectorSchemaRoot.create(new org.apache.arrow.vector.types.pojo.Schema(fields), allocator);
        batch.getFieldVectors().forEach(vector -> columns.add(CarrierVector.of(vector)));
    }

    /** @param rows columns in the order of the schema, of whatever names */
    static SparkFrame open(
            Dataset<Row> rows, Schema schema, SparkSession session, String tag, Cancellation cancellation) {
        String[] names = new String[schema.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = "c" + i;
        }
        // A result may have no columns; SQL's has one of no meaning.
        Dataset<Row> named = names.length == 0 ? rows.select(new Column[0]) : rows.toDF(names);
        Column[] values = new Column[names.length];
        boolean asIs = true;
        for (int i = 0; i < names.length; i++) {
            DataType type = ValueForm.KQL.type(schema.fields().get(i).type());
            boolean same = named.schema().fields()[i].dataType().equals(type);
            values[i] = same ? named.col(names[i]) : named.col(names[i]).cast(type);
            asIs &= same;
        }
        return new SparkFrame(schema, asIs ? named : named.select(values), session, tag, cancellation);
    }

    private static ArrowType arrow(dev.kelp.types.Carrier carrier) {
        return ArrowUtils.toArrowType(ValueForm.carrier(carrier), "UTC", false);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean next() {
        if (cancellation.isCancelled()) {
            throw Problem.CANCELLED.here();
        }
        // A tag belongs to the thread, and any thread may read a frame.
        session.sparkContext().addJobTag(tag);
        try {
            return fill();
        } catch (Exception e) {
            throw SparkErrors.of(e, cancellation);
        } finally {
            session.sparkContext().removeJobTag(tag);
        }
    }

    private boolean fill() {
        Iterator<Row> source = iterator;
        if (source == null) {
            source = rows.toLocalIterator();
            iterator = source;
        }
        batch.clear();
        batch.allocateNew();
        int count = 0;
        while (count < BATCH_ROWS && source.hasNext()) {
            Row row = source.next();
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).set(count, row.get(i));
            }
            count++;
        }
        batch.setRowCount(count);
        return count > 0;
    }

    @Override
    public VectorSchemaRoot batch() {
        return batch;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            batch.close();
            allocator.close();
        }
    }
}
