package dev.kelp.kernel;

import dev.kelp.kernel.connection.Connection;
import dev.kelp.kernel.java.CellStreams;
import dev.kelp.kernel.session.DataFolder;
import dev.kelp.kernel.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Starts the kernel: {@code KernelMain CONNECTION_FILE}. The data folder is {@code KELP_DATA}, else {@code kelp-data} beside the
 * notebook. {@code KernelMain --warm-up} runs the kernel against itself for a moment and ends: what it loads meanwhile can go
 * into a class-data archive, with which the next one starts sooner.
 */
public final class KernelMain {
    private KernelMain() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 1) {
            System.err.println("usage: kelp kernel CONNECTION_FILE");
            System.exit(2);
        }
        CellStreams.install();
        int status = 0;
        try {
            if (args[0].equals("--warm-up")) {
                WarmUp.run();
            } else {
                serve(Connection.read(Path.of(args[0])), DataFolder.of(System.getenv(), Path.of("")));
            }
        } catch (IOException e) {
            System.err.println("kelp kernel: " + e.getMessage());
            status = 1;
        }
        // Threads of cells and of Spark may still run; a notebook's end is the end of them all.
        System.exit(status);
    }

    /** Answers on a connection until a client asks for the end. */
    static void serve(Connection connection, Path data) throws IOException, InterruptedException {
        try (Session session = new Session(data)) {
            Kernel kernel = new Kernel(connection, Languages.of(session));
            parent().ifPresent(kernel::endWith);
            kernel.run();
        }
    }

    /** The Jupyter process, as its launcher names it. */
    private static Optional<ProcessHandle> parent() {
        String pid = System.getenv().getOrDefault("JPY_PARENT_PID", "");
        return pid.matches("[1-9][0-9]{0,9}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
    }
}
