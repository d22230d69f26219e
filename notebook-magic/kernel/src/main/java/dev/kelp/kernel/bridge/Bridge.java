package dev.kelp.kernel.bridge;

import dev.kelp.Engine;
import dev.kelp.Request;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What Python calls first. Public, like all of its methods, because Py4J calls by reflection. Thread-safe. */
public final class Bridge implements AutoCloseable {
    private final Map<Path, Engine> engines = new HashMap<>();

    /** A query or command over a data folder, not yet running. An engine is kept open per folder. */
    public BridgeQuery query(
            String data, String text, String database, String executor, Map<String, String> parameters) {
        Path folder = Path.of(data).toAbsolutePath().normalize();
        Request request = Request.of(text).database(database).executor(executor).parameters(parameters);
        return new BridgeQuery(() -> engine(folder), request);
    }

    private synchronized Engine engine(Path folder) {
        return engines.computeIfAbsent(folder, Engine::open);
    }

    /** Closes the engine of a folder, if it is open. */
    public synchronized void release(String data) {
        Engine engine = engines.remove(Path.of(data).toAbsolutePath().normalize());
        if (engine != null) {
            engine.close();
        }
    }

    @Override
    public synchronized void close() {
        engines.values().forEach(Engine::close);
        engines.clear();
    }
}
