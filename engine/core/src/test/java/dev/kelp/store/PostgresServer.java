package dev.kelp.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server for tests: Debian's programs, a folder and a port of its own, one for all tests of a JVM. It ends with the
 * JVM, also with one that is killed. It trusts whoever connects, and does not wait for the disk.
 */
public final class PostgresServer {
    private static final String USER = "kelp";
    private static @Nullable PostgresServer running;

    private final int port;

    private PostgresServer(int port) {
        this.port = port;
    }

    /** The server; a test that calls this is skipped where PostgreSQL isn't installed. */
    public static synchronized PostgresServer running() {
        Optional<Path> programs = programs();
        Assumptions.assumeTrue(programs.isPresent(), "no PostgreSQL is installed");
        PostgresServer server = running;
        if (server == null) {
            server = start(programs.orElseThrow());
            running = server;
        }
        return server;
    }

    int port() {
        return port;
    }

    /** The address of a schema that no other test uses. */
    public String freshUrl() {
        return url("kelp_" + UUID.randomUUID().toString().replace("-", ""));
    }

    public String url(String schema) {
        return "postgresql://" + USER + "@127.0.0.1:" + port + "/postgres?schema=" + schema;
    }

    private static Optional<Path> programs() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(v -> v.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max((a, b) -> a.toString().compareTo(b.toString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static PostgresServer start(Path programs) {
        try {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Path folder = Files.createTempDirectory("kelp-postgres");
            List<String> command = new ArrayList<>();
            if ("root".equals(System.getProperty("user.name"))) {
                // The server refuses to run as root.
                new ProcessBuilder("chown", "postgres", folder.toString())
                        .start()
                        .waitFor();
                command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
            }
            // The shell waits for the end of its input, which comes with the end of this JVM however that comes.
            String script = "cd \"$1\" && \"$2/initdb\" -D \"$1/data\" -U " + USER
                    + " -A trust -E UTF8 --locale=C --no-sync >\"$1/log\" 2>&1 || exit 1; \"$2/postgres\" -D \"$1/data\""
                    + " -c listen_addresses=127.0.0.1 -c port=$3 -c unix_socket_directories= -c fsync=off"
                    + " -c max_connections=300 >>\"$1/log\" 2>&1 & server=$!; cat >/dev/null; kill -INT $server;"
                    + " wait $server; rm -rf \"$1\"";
            command.addAll(List.of("sh", "-c", script, "sh", folder.toString(), programs.toString(), "" + port));
            Process process = new ProcessBuilder(command).start();
            PostgresServer server = new PostgresServer(port);
            server.awaitReady(process, folder);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady(Process process, Path folder) throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, "")
                        .close();
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("PostgreSQL doesn't start, see " + folder.resolve("log"), e);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }
}
