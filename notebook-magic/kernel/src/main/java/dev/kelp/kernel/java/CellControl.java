package dev.kelp.kernel.java;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jshell.execution.DirectExecutionControl;
import org.jspecify.annotations.Nullable;

/**
 * Runs the snippets of a cell in this process, each on a thread of its own that can be stopped. Keeps what the snippet
 * returned or threw, which JShell would pass on as text only.
 */
final class CellControl extends DirectExecutionControl {
    private static final long GRACE_MILLIS = 300;

    private final ClassLoader loader;
    private volatile @Nullable Thread thread;
    private volatile boolean stopped;
    private volatile @Nullable Object value;
    private volatile @Nullable Throwable thrown;

    CellControl(CellLoader loader) {
        super(loader);
        this.loader = loader.classes();
    }

    /** The value of the last snippet. */
    @Nullable
    Object value() {
        return value;
    }

    /** What the last snippet threw, null where it ended well. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }

    /** A new cell begins, which nobody has stopped yet. */
    void begin() {
        stopped = false;
    }

    /** Forgets the last snippet. */
    void reset() {
        value = null;
        thrown = null;
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        AtomicReference<@Nullable Object> returned = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        // An own thread, because stopping it must not stop the kernel's; it inherits whose output it writes to.
        Thread work = new Thread(() -> {
            try {
                returned.set(snippet.invoke(null));
            } catch (InvocationTargetException e) {
                failed.set(e.getCause());
            } catch (Throwable e) {
                failed.set(e);
            }
        });
        work.setName("kelp-java-cell");
        work.setDaemon(true);
        work.setContextClassLoader(loader);
        thread = work;
        if (stopped) {
            throw new StoppedException();
        }
        work.start();
        try {
            work.join();
        } finally {
            thread = null;
        }
        value = returned.get();
        Throwable failure = failed.get();
        thrown = failure;
        if (failure instanceof ThreadDeath) {
            throw new StoppedException();
        }
        if (failure != null) {
            throw new InvocationTargetException(failure);
        }
        return valueString(returned.get());
    }

    /** Interrupts the running snippet, and ends its thread where it does not heed that; the cell's next ones do not begin. */
    @Override
    public void stop() {
        stopped = true;
        Thread work = thread;
        if (work == null) {
            return;
        }
        work.interrupt();
        try {
            work.join(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (work.isAlive()) {
            end(work);
        }
    }

    @SuppressWarnings({"deprecation", "removal"})
    private static void end(Thread work) {
        try {
            work.stop();
        } catch (UnsupportedOperationException e) {
            // From Java 20 on a thread can only be asked; it was.
        }
    }
}
