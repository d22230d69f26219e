package dev.kelp.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Between a client and a server, on a port of its own. After {@link #cutAfterCommit()} it hands the next COMMIT on, and cuts the
 * connection before the client hears the answer.
 */
final class CutWire implements AutoCloseable {
    private final ServerSocket listening;
    private final int server;
    private final AtomicBoolean cutting = new AtomicBoolean();

    CutWire(int server) throws IOException {
        this.server = server;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void cutAfterCommit() {
        cutting.set(true);
    }

    boolean hasCut() {
        return !cutting.get();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The wire is down; so are both ends.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (!listening.isClosed()) {
            Socket client = listening.accept();
            Socket inner = new Socket(InetAddress.getLoopbackAddress(), server);
            AtomicBoolean cut = new AtomicBoolean();
            start(() -> pump(client.getInputStream(), inner.getOutputStream(), bytes -> {
                if (bytes.contains("COMMIT") && cutting.compareAndSet(true, false)) {
                    cut.set(true);
                }
            }));
            start(() -> {
                try {
                    pump(inner.getInputStream(), client.getOutputStream(), bytes -> {
                        if (cut.get()) {
                            throw new IOException("cut");
                        }
                    });
                } finally {
                    client.close();
                    inner.close();
                }
            });
        }
    }

    private interface Watch {
        void sees(String bytes) throws IOException;
    }

    private static void pump(InputStream from, OutputStream to, Watch watch) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            watch.sees(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            to.write(buffer, 0, read);
            to.flush();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
