package dev.kelp.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A command run in this process, and all it said. */
record Ran(int status, String out, String err) {

    static Ran kelp(String... arguments) {
        return kelpWith("", Map.of(), arguments);
    }

    static Ran kelpWith(String input, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0,
                false,
                environment);
        int status = Main.run(streams, new CountDownLatch(0), arguments);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The exit status of a command whose reader has gone. */
    static int intoAClosedPipe(String... arguments) {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        PrintStream err = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Streams streams = new Streams(InputStream.nullInputStream(), closed, err, 0, false, Map.of());
        return Main.run(streams, new CountDownLatch(0), arguments);
    }
}
