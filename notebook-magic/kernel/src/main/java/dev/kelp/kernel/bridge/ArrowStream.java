package dev.kelp.kernel.bridge;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;

/** Writes batches as an Arrow IPC stream without copying the columns that stay as they are. */
final class ArrowStream implements AutoCloseable {
    private final WriteChannel channel;
    private final ArrowSchema columns;

    ArrowStream(OutputStream out, ArrowSchema columns) throws IOException {
        this.channel = new WriteChannel(Channels.newChannel(out));
        this.columns = columns;
        MessageSerializer.serialize(channel, columns.schema());
    }

    void write(VectorSchemaRoot batch) throws IOException {
        List<FieldVector> made = new ArrayList<>();
        try {
            List<FieldVector> vectors = columns.columns(batch, made);
            // Not closed: it would free the batch, which its frame owns.
            VectorSchemaRoot root = new VectorSchemaRoot(columns.schema().getFields(), vectors, batch.getRowCount());
            try (ArrowRecordBatch record = new VectorUnloader(root).getRecordBatch()) {
                MessageSerializer.serialize(channel, record);
            }
        } finally {
            made.forEach(FieldVector::close);
        }
    }

    @Override
    public void close() throws IOException {
        ArrowStreamWriter.writeEndOfStream(channel, IpcOption.DEFAULT);
    }
}
