package dev.kelp.kernel.execute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.kernel.channel.Exchange;
import dev.kelp.kernel.channel.StdinChannel;
import dev.kelp.kernel.display.MimeBundle;
import dev.kelp.kernel.message.Json;
import java.util.ArrayList;
import java.util.List;

/** What one run of a cell may publish, and how it hears of an interrupt. Thread-safe. */
public final class CellOutput {
    private final Exchange exchange;
    private final StdinChannel stdin;
    private final ExecuteRequest request;
    private final int count;
    private final List<Runnable> onInterrupt = new ArrayList<>();
    private volatile boolean interrupted;
    private volatile boolean shown;

    CellOutput(Exchange exchange, StdinChannel stdin, ExecuteRequest request, int count) {
        this.exchange = exchange;
        this.stdin = stdin;
        this.request = request;
        this.count = count;
    }

    /** Shows the cell's value. */
    public void result(MimeBundle bundle) {
        publish("execute_result", content(bundle).put("execution_count", count));
    }

    /** Shows something beside the value. */
    public void display(MimeBundle bundle) {
        shown = true;
        publish("display_data", content(bundle));
    }

    /** Whether the cell has shown anything that stays. */
    public boolean hasShown() {
        return shown;
    }

    /** Shows something that {@link #update} may change. */
    public void display(MimeBundle bundle, String id) {
        publish("display_data", identified(bundle, id));
    }

    public void update(MimeBundle bundle, String id) {
        publish("update_display_data", identified(bundle, id));
    }

    /** Removes what the cell has shown so far, when the next output comes ({@code wait}) or at once. */
    public void clear(boolean wait) {
        publish("clear_output", Json.object().put("wait", wait));
    }

    /** @param name {@code stdout} or {@code stderr} */
    public void stream(String name, String text) {
        publish("stream", Json.object().put("name", name).put("text", text));
    }

    void publish(String type, ObjectNode content) {
        if (!request.silent()) {
            exchange.publish(type, content);
        }
    }

    private static ObjectNode content(MimeBundle bundle) {
        ObjectNode content = Json.object();
        content.set("data", bundle.data());
        content.set("metadata", bundle.metadata());
        return content;
    }

    private static ObjectNode identified(MimeBundle bundle, String id) {
        ObjectNode content = content(bundle);
        content.set("transient", Json.object().put("display_id", id));
        return content;
    }

    /** Asks for a line of text. */
    public String input(String prompt, boolean secret) throws CellFailure {
        if (!request.allowStdin()) {
            throw CellFailure.of("NoInput", "This client does not let cells ask for input.");
        }
        try {
            String answer = stdin.ask(exchange.request(), prompt, secret, this::isInterrupted);
            if (answer != null) {
                return answer;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw CellFailure.interrupted();
    }

    /** Calls the listener when the cell is interrupted, or at once where it has been. */
    public void onInterrupt(Runnable listener) {
        synchronized (this) {
            if (!interrupted) {
                onInterrupt.add(listener);
                return;
            }
        }
        listener.run();
    }

    public boolean isInterrupted() {
        return interrupted;
    }

    void interrupt() {
        List<Runnable> listeners;
        synchronized (this) {
            interrupted = true;
            listeners = List.copyOf(onInterrupt);
            onInterrupt.clear();
        }
        listeners.forEach(Runnable::run);
    }
}
