package dev.kelp.kernel.execute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.kernel.channel.Exchange;
import dev.kelp.kernel.channel.StdinChannel;
import dev.kelp.kernel.display.MimeBundle;
import dev.kelp.kernel.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs cells one after the other, on a thread of its own, so that every other request is answered meanwhile. */
public final class ExecuteLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ExecuteLoop.class);

    /**
     * How long a failed cell waits for further requests before it replies, in milliseconds. «Run all» sends every cell at
     * once, but a cell may fail before the next has arrived; a client that waits for the reply has sent none.
     */
    private static final long GRACE_MILLIS = 30;

    private final LinkedBlockingQueue<Exchange> queue = new LinkedBlockingQueue<>();
    private final CellRunner runner;
    private final StdinChannel stdin;
    private final History history;
    private int count;
    private volatile @Nullable CellOutput running;

    public ExecuteLoop(CellRunner runner, StdinChannel stdin, History history) {
        this.runner = runner;
        this.stdin = stdin;
        this.history = history;
    }

    public void start() {
        Thread thread = new Thread(this::work, "kelp-cells");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes in an {@code execute_request}. */
    public void add(Exchange request) {
        queue.add(request);
    }

    /** Interrupts the running cell, if there is one. */
    public void interrupt() {
        CellOutput now = running;
        if (now != null) {
            now.interrupt();
        }
    }

    private void work() {
        try {
            while (true) {
                execute(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void execute(Exchange exchange) throws InterruptedException {
        exchange.busy();
        ExecuteRequest request = ExecuteRequest.of(exchange.request().content());
        if (request.storeHistory()) {
            count++;
            history.add(count, request.code());
        }
        CellOutput output = new CellOutput(exchange, stdin, request, count);
        output.publish(
                "execute_input", Json.object().put("code", request.code()).put("execution_count", count));
        running = output;
        CellFailure failure = run(request, output);
        if (failure == null) {
            ObjectNode reply = Json.object().put("status", "ok").put("execution_count", count);
            reply.set("user_expressions", expressions(request.expressions(), output));
            reply.set("payload", Json.array());
            running = null;
            exchange.reply(reply);
            exchange.idle();
            return;
        }
        running = null;
        output.publish("error", failure.toJson());
        List<Exchange> behind = request.stopOnError() ? takeQueued() : List.of();
        ObjectNode reply = failure.toJson().put("status", "error").put("execution_count", count);
        reply.set("user_expressions", Json.object());
        reply.set("payload", Json.array());
        exchange.reply(reply);
        exchange.idle();
        behind.forEach(this::abort);
    }

    private @Nullable CellFailure run(ExecuteRequest request, CellOutput output) {
        try {
            runner.run(request.code(), output);
            return null;
        } catch (CellFailure e) {
            return e;
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return bug(e);
        }
    }

    private static CellFailure bug(Throwable e) {
        LOG.error("a cell failed in the kernel", e);
        return CellFailure.of("KQ9001", "This is a bug in Kelp's kernel: " + e + " (its trace is in the kernel's log)");
    }

    private ObjectNode expressions(Map<String, String> expressions, CellOutput output) {
        ObjectNode values = Json.object();
        expressions.forEach((name, expression) -> values.set(name, expression(expression, output)));
        return values;
    }

    private ObjectNode expression(String expression, CellOutput output) {
        try {
            MimeBundle value = runner.evaluate(expression, output);
            ObjectNode json = Json.object().put("status", "ok");
            json.set("data", value.data());
            json.set("metadata", value.metadata());
            return json;
        } catch (CellFailure e) {
            return e.toJson().put("status", "error");
        } catch (RuntimeException e) {
            return bug(e).toJson().put("status", "error");
        }
    }

    private List<Exchange> takeQueued() throws InterruptedException {
        List<Exchange> taken = new ArrayList<>();
        Exchange next = queue.poll(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        while (next != null) {
            taken.add(next);
            next = queue.poll(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return taken;
    }

    private void abort(Exchange exchange) {
        exchange.busy();
        exchange.reply(Json.object().put("status", "aborted").put("execution_count", count));
        exchange.idle();
    }
}
