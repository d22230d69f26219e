package dev.kelp.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, whose beginning is held back: a query that fails early is answered with an error status, although its rows
 * had begun to be written.
 *
 * <p>Written by the thread that runs the query; the thread that serves the socket may {@linkplain #abandon() take it away}.
 */
final class HeldBody extends OutputStream {
    /** Opens the way to the client; called once, when the status is settled. */
    interface Opening {
        OutputStream open(int status) throws IOException;
    }

    private static final int HELD = 256 << 10;

    private final Opening opening;
    private final boolean gzip;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private @Nullable OutputStream out;
    private boolean abandoned;

    HeldBody(Opening opening, boolean gzip) {
        this.opening = opening;
        this.gzip = gzip;
    }

    /** Whether a part is on its way, and the status with it. */
    synchronized boolean sent() {
        return out != null;
    }

    /** Forgets what was written. Only before anything was sent. */
    synchronized void reset() {
        if (out != null) {
            throw new IllegalStateException("the response is on its way");
        }
        held.reset();
    }

    /**
     * Cuts off the writer: whatever it writes from now on fails.
     *
     * @return whether nothing was sent yet, so that another answer can be
     */
    synchronized boolean abandon() {
        abandoned = true;
        return out == null;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (abandoned) {
            throw new IOException("nobody waits for this answer");
        }
        if (out != null) {
            out.write(bytes, offset, length);
            return;
        }
        held.write(bytes, offset, length);
        if (held.size() >= HELD) {
            send(200);
        }
    }

    /** Sends what is left; nothing can be written after. */
    synchronized void finish(int status) throws IOException {
        if (abandoned) {
            return;
        }
        OutputStream rest = out == null ? send(status) : out;
        rest.close();
    }

    private OutputStream send(int status) throws IOException {
        OutputStream plain = opening.open(status);
        OutputStream way = gzip ? new GZIPOutputStream(plain, 16 << 10) : plain;
        held.writeTo(way);
        held.reset();
        out = way;
        return way;
    }
}
