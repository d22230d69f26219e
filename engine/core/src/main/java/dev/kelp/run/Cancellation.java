package dev.kelp.run;

import java.util.ArrayList;
import java.util.List;

/** Asks a running query to stop. One per request; cancelling twice or after the end does nothing. */
public final class Cancellation {
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile boolean cancelled;

    /** Stops what listens. Returns at once; the query ends with {@link dev.kelp.text.Problem#CANCELLED}. */
    public void cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = List.copyOf(listeners);
        }
        toRun.forEach(Runnable::run);
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** Calls the listener on cancel, or at once where that has happened. */
    public void onCancel(Runnable listener) {
        synchronized (this) {
            if (!cancelled) {
                listeners.add(listener);
                return;
            }
        }
        listener.run();
    }
}
