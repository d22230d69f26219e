package dev.kelp.cli;

import dev.kelp.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how questions are asked and answers printed. */
final class Asking {
    @Option(names = "--database", paramLabel = "D", description = "The database; without it the default one.")
    private String database = "";

    @Option(
            names = "--executor",
            paramLabel = "duckdb|spark",
            description = "What runs queries: duckdb (default) or spark.")
    private @Nullable Executor executor;

    @Option(
            names = "--format",
            paramLabel = "table|json|csv|ndjson",
            description = "How to print answers; table is the default.")
    private Format format = Format.TABLE;

    Request request(String kql) {
        return Request.of(kql).database(database).executor(executor());
    }

    String database() {
        return database;
    }

    /** Its name, empty where none was asked for. */
    String executor() {
        return executor == null ? "" : executor.toString();
    }

    Format format() {
        return format;
    }
}
