package dev.kelp.server;

import dev.kelp.run.Cancellation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls under way, by what their clients call them. */
final class RunningCalls {
    private final Map<String, Set<Cancellation>> byClientId = new ConcurrentHashMap<>();

    void add(String clientRequestId, Cancellation cancellation) {
        byClientId.compute(clientRequestId, (id, running) -> {
            Set<Cancellation> all = running == null ? new HashSet<>() : running;
            all.add(cancellation);
            return all;
        });
    }

    void remove(String clientRequestId, Cancellation cancellation) {
        byClientId.computeIfPresent(clientRequestId, (id, running) -> {
            running.remove(cancellation);
            return running.isEmpty() ? null : running;
        });
    }

    /** Cancels every call of that name; false where none is under way. */
    boolean cancel(String clientRequestId) {
        Set<Cancellation> found = new HashSet<>();
        byClientId.computeIfPresent(clientRequestId, (id, running) -> {
            found.addAll(running);
            return running;
        });
        found.forEach(Cancellation::cancel);
        return !found.isEmpty();
    }

    /** Cancels all of them, as when the server stops. */
    void cancelAll() {
        byClientId.keySet().forEach(this::cancel);
    }
}
