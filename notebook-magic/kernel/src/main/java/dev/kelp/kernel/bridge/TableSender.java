package dev.kelp.kernel.bridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.Answer;
import dev.kelp.kernel.display.MimeBundle;
import dev.kelp.kernel.display.ResultView;
import dev.kelp.kernel.display.Table;
import dev.kelp.kernel.message.Json;
import dev.kelp.plan.Visualization;
import dev.kelp.run.Frame;
import dev.kelp.text.Problem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Sends one result table over a socket, and keeps the rows that showing it needs. */
final class TableSender implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int PATIENCE_MILLIS = 30_000;

    /** Rows kept to show a table; a chart needs them all. */
    private static final int SHOWN = 100;

    private final Answer.ResultTable table;
    private final long start;
    private final List<@Nullable Object[]> kept = new ArrayList<>();
    private final CompletableFuture<Long> sent = new CompletableFuture<>();
    private long count;
    private long nanos;
    private @Nullable ServerSocket server;

    TableSender(Answer.ResultTable table, long start) {
        this.table = table;
        this.start = start;
    }

    String name() {
        return table.name();
    }

    /** Listens for the one reader; see {@link BridgeQuery#send}. */
    String open() throws IOException {
        ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server = listening;
        listening.setSoTimeout(PATIENCE_MILLIS);
        String secret = Secret.make();
        Thread thread = new Thread(() -> serve(listening, secret), "kelp-arrow");
        thread.setDaemon(true);
        thread.start();
        return listening.getLocalPort() + " " + secret;
    }

    private void serve(ServerSocket listening, String secret) {
        try (listening;
                Socket socket = listening.accept()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            byte[] said = socket.getInputStream().readNBytes(secret.length());
            if (!MessageDigest.isEqual(said, secret.getBytes(StandardCharsets.US_ASCII))) {
                throw new IOException("the reader of a result does not know its secret");
            }
            try (OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER)) {
                write(out);
            }
            sent.complete(count);
        } catch (IOException e) {
            sent.completeExceptionally(
                    Problem.RUNTIME.here("The result could not be sent to Python: " + e.getMessage()));
        } catch (RuntimeException e) {
            sent.completeExceptionally(e);
        }
    }

    private void write(OutputStream out) throws IOException {
        Frame frame = table.frame();
        int limit = table.visualization() == null ? SHOWN : Table.LIMIT;
        try (ArrowSchema columns = new ArrowSchema(frame.schema());
                ArrowStream stream = new ArrowStream(out, columns)) {
            while (frame.next()) {
                int rows = frame.batch().getRowCount();
                keep(frame, Math.min(rows, limit - kept.size()));
                stream.write(frame.batch());
                count += rows;
            }
            nanos = System.nanoTime() - start;
        }
    }

    private void keep(Frame frame, int rows) {
        for (int row = 0; row < rows; row++) {
            @Nullable Object[] cells = new @Nullable Object[frame.schema().size()];
            for (int column = 0; column < cells.length; column++) {
                cells[column] = frame.value(row, column);
            }
            kept.add(cells);
        }
    }

    /** What went wrong while the table was sent, null where nothing did. */
    @Nullable
    RuntimeException await() {
        try {
            sent.get();
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Problem.CANCELLED.here();
        } catch (ExecutionException e) {
            return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    ObjectNode view() {
        Visualization visualization = table.visualization();
        MimeBundle bundle = ResultView.of(new Table(table.frame().schema(), kept, count), visualization, nanos);
        ObjectNode json = Json.object();
        json.set("data", bundle.data());
        json.set("metadata", bundle.metadata());
        return json;
    }

    @Override
    public void close() {
        ServerSocket listening = server;
        if (listening != null) {
            try {
                listening.close();
            } catch (IOException e) {
                sent.completeExceptionally(Problem.CANCELLED.here());
            }
        }
    }
}
