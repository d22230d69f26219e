package dev.kelp.kernel.bridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.kernel.message.Json;
import dev.kelp.run.Cancellation;
import dev.kelp.text.KqlException;
import dev.kelp.text.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A query of Python's: {@link #run()}, then for each table {@link #send(int)} and {@link #view(int)}, then {@link #close()}.
 * Only {@link #cancel()} may be called meanwhile, from another thread. Failures are answered as JSON, not thrown, so that no
 * Java stack reaches Python.
 */
public final class BridgeQuery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BridgeQuery.class);

    private final Supplier<Engine> engine;
    private final Request request;
    private final Cancellation cancellation = new Cancellation();
    private final List<TableSender> tables = new ArrayList<>();
    private @Nullable Answer answer;
    private volatile double fraction = -1;

    BridgeQuery(Supplier<Engine> engine, Request request) {
        this.engine = engine;
        this.request = request.cancellation(cancellation).progress((done, what) -> fraction = done);
    }

    /** Runs to the first rows. Returns "" or the failure. */
    public String run() {
        long start = System.nanoTime();
        try {
            Answer got = engine.get().execute(request);
            answer = got;
            for (Answer.ResultTable table : got.tables()) {
                tables.add(new TableSender(table, start));
            }
            return "";
        } catch (RuntimeException e) {
            return failure(e);
        }
    }

    /** Stops the query; returns at once. */
    public void cancel() {
        cancellation.cancel();
    }

    /** How far the query has come, from 0 to 1; negative where that isn't known. */
    public double fraction() {
        return fraction;
    }

    /** How many result tables there are. */
    public int tables() {
        return tables.size();
    }

    public String name(int table) {
        return tables.get(table).name();
    }

    /**
     * Opens a socket that sends the table's rows, once, as an Arrow stream to the one who says the secret.
     *
     * @return {@code port secret}
     */
    public String send(int table) throws IOException {
        return tables.get(table).open();
    }

    /** Waits until the table is sent. Returns "" or the failure. */
    public String sent(int table) {
        RuntimeException failed = tables.get(table).await();
        return failed == null ? "" : failure(failed);
    }

    /** How the table, sent before, is shown: a MIME bundle with its metadata as JSON. */
    public String view(int table) {
        return new String(Json.bytes(tables.get(table).view()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        cancellation.cancel();
        tables.forEach(TableSender::close);
        Answer got = answer;
        if (got != null) {
            got.close();
        }
    }

    private static String failure(RuntimeException e) {
        ObjectNode json = Json.object();
        if (e instanceof KqlException kql) {
            json.put("code", kql.problem().code())
                    .put("kind", kql.problem().kind().name())
                    .put("message", kql.message())
                    .put("hint", kql.hint())
                    .put("text", kql.describe());
            Source.Position at = kql.position();
            if (at != null) {
                json.put("line", at.line()).put("column", at.column());
            }
        } else {
            LOG.error("a query failed in the engine", e);
            json.put("code", "KQ9001")
                    .put("kind", "BUG")
                    .put("message", "This is a bug in Kelp: " + e)
                    .put("text", "error KQ9001: This is a bug in Kelp: " + e);
        }
        return new String(Json.bytes(json), StandardCharsets.UTF_8);
    }
}
