package dev.kelp.kernel.session;

import java.nio.file.Path;
import java.util.Map;

/** Which folder a notebook asks when it names none. */
public final class DataFolder {
    private DataFolder() {}

    /** {@code KELP_DATA}, else {@code kelp-data} in the working folder, which is the notebook's. */
    public static Path of(Map<String, String> environment, Path working) {
        String named = environment.getOrDefault("KELP_DATA", "");
        return named.isBlank() ? working.resolve("kelp-data") : Path.of(named);
    }
}
