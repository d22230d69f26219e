package dev.kelp.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Calls something before the first byte. Closing it leaves the stream below open. */
final class FirstWrite extends FilterOutputStream {
    private final Runnable before;

    FirstWrite(OutputStream out, Runnable before) {
        super(out);
        this.before = before;
    }

    @Override
    public void write(int b) throws IOException {
        before.run();
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        before.run();
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
