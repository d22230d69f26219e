package dev.kelp.kernel.java;

import dev.kelp.kernel.execute.CellOutput;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Gathers what a cell prints and publishes it in pieces: a message a line would drown the client. */
final class CellPrinter extends OutputStream {
    private static final int PIECE = 16_384;
    private static final long DELAY_MILLIS = 40;

    private static final ScheduledExecutorService FLUSHER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kelp-printer");
        thread.setDaemon(true);
        return thread;
    });

    private final CellOutput output;
    private final String name;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private boolean scheduled;

    CellPrinter(CellOutput output, String name) {
        this.output = output;
        this.name = name;
    }

    @Override
    public synchronized void write(int b) {
        buffer.write(b);
        written();
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        buffer.write(bytes, offset, length);
        written();
    }

    private void written() {
        if (buffer.size() >= PIECE) {
            flush();
        } else if (!scheduled) {
            scheduled = true;
            FLUSHER.schedule(this::flush, DELAY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Publishes what has been gathered, but for the beginning of a character whose end is missing. */
    @Override
    public synchronized void flush() {
        scheduled = false;
        byte[] bytes = buffer.toByteArray();
        int whole = wholeCharacters(bytes);
        if (whole > 0) {
            buffer.reset();
            buffer.write(bytes, whole, bytes.length - whole);
            output.stream(name, new String(bytes, 0, whole, StandardCharsets.UTF_8));
        }
    }

    static int wholeCharacters(byte[] bytes) {
        int lead = bytes.length - 1;
        while (lead > 0 && bytes.length - lead < 4 && (bytes[lead] & 0xC0) == 0x80) {
            lead--;
        }
        if (lead < 0) {
            return 0;
        }
        int first = bytes[lead] & 0xFF;
        int needed = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        return bytes.length - lead >= needed ? bytes.length : lead;
    }
}
