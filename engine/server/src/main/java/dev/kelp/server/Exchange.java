package dev.kelp.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.kelp.Answer;
import dev.kelp.Request;
import dev.kelp.run.Cancellation;
import dev.kelp.run.Progress;
import dev.kelp.server.Reply.Protocol;
import dev.kelp.server.Reply.Telling;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Timespans;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call being answered by two threads: a worker runs the query and writes the reply; the thread that serves the socket watches over
 * time and the client, and answers itself where the worker doesn't give up in time.
 */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();
    private static final long WATCH_MILLIS = 200;
    private static final long GRACE_MILLIS = 10_000;

    private final Call call;
    private final Settings settings;
    private final Protocol protocol;
    private final HeldBody.Opening opening;
    private final boolean gzip;
    private final HeldBody body;
    private final Clock clock;
    private final Instant began;
    private final Cancellation cancellation = new Cancellation();
    private volatile boolean late;
    private volatile boolean broken;

    Exchange(Call call, Settings settings, Protocol protocol, HeldBody.Opening opening, boolean gzip, Clock clock) {
        this.call = call;
        this.settings = settings;
        this.protocol = protocol;
        this.opening = opening;
        this.gzip = gzip;
        this.body = new HeldBody(opening, gzip);
        this.clock = clock;
        this.began = clock.instant();
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** The worker's part. Leaves a whole response behind whatever happens, unless the client is gone. */
    void run(Function<Request, Answer> engine) {
        try {
            try {
                reply(engine);
            } catch (KqlException e) {
                fail(problem(e));
            } catch (RuntimeException | Error e) {
                LOG.error("call {} failed", call.activityId(), e);
                fail(Problem.BUG.here(e.toString()).because(e));
            }
        } catch (IOException e) {
            LOG.debug("call {} broke off", call.activityId(), e);
            broken = true;
            cancellation.cancel();
        }
    }

    private void reply(Function<Request, Answer> engine) throws IOException {
        Request request = new Request(
                call.text(),
                call.database(),
                call.parameters(),
                call.options(),
                call.options().getOrDefault("kelp_executor", ""),
                Progress.SILENT,
                cancellation);
        if (cancellation.isCancelled()) {
            throw Problem.CANCELLED.here();
        }
        try (Answer answer = engine.apply(request)) {
            JsonGenerator json = JSON.createGenerator(body);
            protocol.reply(new Telling(json, call, settings, clock, began, body::sent))
                    .write(answer);
            json.close();
        }
        body.finish(200);
    }

    private void fail(KqlException problem) throws IOException {
        if (body.sent()) {
            throw new IOException("failed in the middle of the answer", problem);
        }
        body.reset();
        write(body, problem);
        body.finish(Failure.of(problem.problem()).status());
    }

    private void write(HeldBody to, KqlException problem) throws IOException {
        JsonGenerator json = JSON.createGenerator(to);
        Failure.write(json, problem, call, clock.instant());
        json.close();
    }

    /** A query that was cancelled because its time was up did not end in time. */
    private KqlException problem(KqlException e) {
        return late && e.problem() == Problem.CANCELLED ? timeout() : e;
    }

    private KqlException timeout() {
        return Problem.TIMEOUT
                .here(Timespans.format(settings.timeout().toMillis() * 10_000))
                .hint("Set the option servertimeout to a longer time.");
    }

    /**
     * The part of the thread that serves the socket: returns when the response is whole or given up. Time is watched in steps of
     * {@value #WATCH_MILLIS} ms.
     */
    void watch(Future<?> worker, Socket socket) throws InterruptedException {
        long started = System.nanoTime();
        long asked = 0;
        while (true) {
            try {
                worker.get(WATCH_MILLIS, TimeUnit.MILLISECONDS);
                if (broken) {
                    socket.abort("the answer broke off");
                }
                return;
            } catch (ExecutionException e) {
                LOG.error("call {} failed", call.activityId(), e);
                socket.abort("the answer broke off");
                return;
            } catch (TimeoutException e) {
                long now = System.nanoTime();
                if (asked == 0) {
                    late = now - started > settings.timeout().toNanos();
                    if (late || socket.isGone()) {
                        cancellation.cancel();
                    }
                    asked = cancellation.isCancelled() ? now : 0;
                } else if (now - asked > TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS)) {
                    giveUp(socket);
                    return;
                }
            }
        }
    }

    /** The worker was asked to stop and did not: its client is answered all the same. */
    private void giveUp(Socket socket) {
        LOG.warn("call {} does not stop", call.activityId());
        if (!body.abandon()) {
            socket.abort("the answer broke off");
            return;
        }
        HeldBody instead = new HeldBody(opening, gzip);
        try {
            KqlException problem = late ? timeout() : Problem.CANCELLED.here();
            write(instead, problem);
            instead.finish(Failure.of(problem.problem()).status());
        } catch (IOException e) {
            LOG.debug("call {}: the client is gone", call.activityId(), e);
        }
    }
}
