package dev.kelp.run;

import dev.kelp.sql.JavaFunction;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * One DuckDB in the process, holding nothing but what is running: every query gets a connection of its own out of it.
 *
 * <p>Thread-safe. Keep one per process (per Spark executor): a new one costs about 20 ms, a connection 0.2 ms.
 */
public final class DuckDb implements AutoCloseable {
    /**
     * The environment variable for the memory that queries may take, and as much again for writing files: {@code 8GB}, {@code 30%}.
     * What doesn't fit goes to files in the temporary folder, or ends with an error that says so.
     */
    public static final String MEMORY_VARIABLE = "KELP_MEMORY_LIMIT";

    /** DuckDB's own 80 % leaves too little beside a Java heap and a second DuckDB: the system would end the process. */
    private static final String USUAL_MEMORY = "45%";

    private final DuckDBConnection root;
    private final Map<String, String> settings;
    private final JavaFunctions functions = new JavaFunctions();
    private final KeptFooters footers = new KeptFooters();
    private final VerifiedExtents verified = new VerifiedExtents();
    private final InlinedCache inlined = new InlinedCache(this);
    private @Nullable DuckDb writer;

    private DuckDb(DuckDBConnection root, Map<String, String> settings) {
        this.root = root;
        this.settings = Map.copyOf(settings);
    }

    /** A DuckDB with the machine's threads. */
    public static DuckDb open() {
        return open(Map.of());
    }

    /** @param settings DuckDB settings that go over Kelp's own, for example {@code threads} */
    public static DuckDb open(Map<String, String> settings) {
        Properties options = new Properties();
        // Answers must not depend on what a machine may download.
        options.setProperty("autoinstall_known_extensions", "false");
        options.setProperty("autoload_known_extensions", "false");
        // KQL's integer division by zero is null.
        options.setProperty("error_on_division_by_zero", "false");
        // Rows may be sorted by a column that is the same for all.
        options.setProperty("order_by_non_integer_literal", "true");
        options.setProperty("jdbc_stream_results", "true");
        options.setProperty("preserve_insertion_order", "true");
        String memory = System.getenv(MEMORY_VARIABLE);
        options.setProperty("memory_limit", memory == null || memory.isBlank() ? USUAL_MEMORY : memory);
        options.setProperty(
                "temp_directory",
                Path.of(
                                System.getProperty("java.io.tmpdir"),
                                "kelp-" + ProcessHandle.current().pid())
                        .toString());
        settings.forEach(options::setProperty);
        try {
            DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", options);
            try (Statement statement = connection.createStatement()) {
                // Extents never change, so their footers may be kept.
                statement.execute("SET GLOBAL parquet_metadata_cache = true");
                statement.execute("SET GLOBAL TimeZone = 'UTC'");
            }
            return new DuckDb(connection, settings);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("memory")) {
                throw Problem.LIMITS
                        .here("\"" + options.getProperty("memory_limit") + "\" is no amount of memory.")
                        .hint(MEMORY_VARIABLE + " takes amounts like 8GB, or a part of the machine's like 30%.")
                        .because(e);
            }
            throw Problem.BUG.here("DuckDB does not start: " + e.getMessage()).because(e);
        }
    }

    /**
     * Its sister for writing files, started when first asked for.
     *
     * <p>With threads for asynchronous reads and writes, DuckDB 2.0.0 now and then never ends a COPY that fails; without them
     * reading takes twice as long. So those who write have a DuckDB of their own.
     */
    public synchronized DuckDb writer() {
        DuckDb there = writer;
        if (there == null) {
            Map<String, String> options = new HashMap<>(settings);
            options.put("async_threads", "0");
            there = open(options).withoutFooters();
            writer = there;
        }
        return there;
    }

    /** What is read once, to be written again, need not be remembered. */
    private DuckDb withoutFooters() {
        try (Statement statement = root.createStatement()) {
            statement.execute("SET GLOBAL parquet_metadata_cache = false");
            return this;
        } catch (SQLException e) {
            throw Problem.BUG.here("DuckDB does not start: " + e.getMessage()).because(e);
        }
    }

    /** A connection whose queries may call these functions too; the caller closes it. */
    public DuckDBConnection connect(List<JavaFunction> called) {
        DuckDBConnection connection = connect();
        try {
            functions.register(called, connection);
            return connection;
        } catch (SQLException e) {
            throw Problem.BUG
                    .here("DuckDB does not take the functions: " + e.getMessage())
                    .because(e);
        }
    }

    /** The rows of stores' catalogues that it holds. */
    public InlinedCache inlined() {
        return inlined;
    }

    /** The Java functions it knows. */
    JavaFunctions functions() {
        return functions;
    }

    /** The extents it has read and found whole. */
    public VerifiedExtents verified() {
        return verified;
    }

    /** A connection for one query; the caller closes it. It sees registered functions, not others' temporary tables. */
    public DuckDBConnection connect() {
        try {
            DuckDBConnection connection = root.duplicate();
            footers.connected(connection);
            return connection;
        } catch (SQLException e) {
            throw Problem.BUG
                    .here("DuckDB gives no connection: " + e.getMessage())
                    .because(e);
        }
    }

    @Override
    public synchronized void close() {
        if (writer != null) {
            writer.close();
        }
        inlined.close();
        try {
            root.close();
        } catch (SQLException e) {
            throw Problem.BUG.here("DuckDB does not close: " + e.getMessage()).because(e);
        }
    }
}
