package dev.kelp.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command reads and writes, and the variables it is started with.
 *
 * @param out answers, as bytes: a reader that went away is an error there, as it should be
 * @param err everything else
 * @param outWidth columns of the terminal behind {@code out}, 0 where it is none
 * @param errIsTerminal whether a person watches {@code err}
 */
record Streams(
        InputStream in,
        OutputStream out,
        PrintStream err,
        int outWidth,
        boolean errIsTerminal,
        Map<String, String> environment) {
    Streams {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. */
    static Streams ofProcess() {
        return new Streams(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Tty.isTerminal(1) ? Tty.width() : 0,
                Tty.isTerminal(2),
                System.getenv());
    }
}
