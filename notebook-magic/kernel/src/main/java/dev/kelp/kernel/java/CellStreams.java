package dev.kelp.kernel.java;

import dev.kelp.kernel.execute.CellOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Leads what a cell prints to that cell. {@code System.out} and {@code System.err} are replaced once, when the kernel starts;
 * whose output a line is, is known by the thread that prints it and by the threads it starts.
 */
public final class CellStreams {
    private static final InheritableThreadLocal<@Nullable Printers> CURRENT = new InheritableThreadLocal<>();

    /** The two printers of one run of a cell. */
    record Printers(CellPrinter out, CellPrinter err) {
        void flush() {
            out.flush();
            err.flush();
        }
    }

    private CellStreams() {}

    /** Replaces the two streams of the process. What no cell prints goes where it went. */
    public static void install() {
        System.setOut(routed(System.out, true));
        System.setErr(routed(System.err, false));
    }

    /** From here on this thread and those it starts print to a cell, until the printers are taken away by null. */
    static @Nullable Printers route(@Nullable CellOutput output) {
        Printers printers = output == null
                ? null
                : new Printers(new CellPrinter(output, "stdout"), new CellPrinter(output, "stderr"));
        CURRENT.set(printers);
        return printers;
    }

    private static PrintStream routed(PrintStream original, boolean out) {
        return new PrintStream(new Routed(original, out), true, StandardCharsets.UTF_8);
    }

    private static final class Routed extends FilterOutputStream {
        private final boolean stdout;

        Routed(PrintStream original, boolean stdout) {
            super(original);
            this.stdout = stdout;
        }

        private OutputStream target() {
            Printers printers = CURRENT.get();
            return printers == null ? out : stdout ? printers.out : printers.err;
        }

        @Override
        public void write(int b) throws IOException {
            target().write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            target().write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (CURRENT.get() == null) {
                out.flush();
            }
        }
    }
}
