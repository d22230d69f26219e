package dev.kelp.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say where the tables are. */
final class Place {
    /** The variable that names the folder where no option does. */
    static final String VARIABLE = "KELP_DATA";

    @ArgGroup(exclusive = true)
    private @Nullable Where where;

    private static final class Where {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description =
                        "The folder of the tables. Without it: $KELP_DATA, else an empty database that is gone afterwards.")
        private @Nullable Path data;

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "A server to ask instead: kelp serve, or any other that speaks Kusto's REST protocol.")
        private @Nullable String url;
    }

    /** A session there. A folder that isn't there is made only where {@code create} says so. */
    Session open(Map<String, String> environment, boolean create) {
        if (where != null && where.url != null) {
            return RemoteSession.at(where.url);
        }
        Path data = folder(environment);
        return data == null ? LocalSession.empty() : local(data, create);
    }

    /** The folder of the tables, null where none was named. */
    @Nullable
    Path folder(Map<String, String> environment) {
        return where == null ? fromVariable(environment) : where.data;
    }

    /** The folder that {@value #VARIABLE} names, null where it is not set. */
    static @Nullable Path fromVariable(Map<String, String> environment) {
        String variable = environment.getOrDefault(VARIABLE, "");
        try {
            return variable.isBlank() ? null : Path.of(variable);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(VARIABLE + " names no folder: " + e.getMessage(), e);
        }
    }

    /** Whether what is made in the session is gone with it. */
    boolean isPassing(Map<String, String> environment) {
        return folder(environment) == null && (where == null || where.url == null);
    }

    static LocalSession local(Path data, boolean create) {
        if (Files.exists(data) && !Files.isDirectory(data)) {
            throw new IllegalArgumentException("'" + data + "' is not a folder");
        }
        if (!create && !Files.exists(data)) {
            throw new IllegalArgumentException(
                    "there is no folder '" + data + "' (a command such as .create table makes it)");
        }
        return LocalSession.on(data);
    }
}
