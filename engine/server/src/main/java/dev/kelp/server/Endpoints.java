package dev.kelp.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.kelp.Answer;
import dev.kelp.Compiler;
import dev.kelp.Request;
import dev.kelp.run.Cancellation;
import dev.kelp.server.Reply.Protocol;
import dev.kelp.text.KqlException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each route does. */
final class Endpoints {
    private static final String CLIENT_REQUEST_ID = "x-ms-client-request-id";
    private static final String ACTIVITY_ID = "x-ms-activity-id";
    private static final String JSON = "application/json; charset=UTF-8";
    private static final JsonFactory GENERATORS = new JsonFactory();

    private final Function<Request, Answer> engine;
    private final Workers workers;
    private final RunningCalls running;
    private final Clock clock;

    Endpoints(Function<Request, Answer> engine, Workers workers, RunningCalls running, Clock clock) {
        this.engine = engine;
        this.workers = workers;
        this.running = running;
        this.clock = clock;
    }

    void guard(Context ctx) {
        if (!LocalOnly.allows(ctx.header("Host"), ctx.header("Origin"))) {
            ctx.skipRemainingHandlers();
            refuse(ctx, Failure.forbidden(), "This server answers only to this machine.");
        }
    }

    void metadata(Context ctx) {
        ctx.contentType(JSON).result(LoginMetadata.JSON);
    }

    void notHere(Context ctx) {
        if (ctx.resultInputStream() == null || ctx.statusCode() == 404) {
            refuse(ctx, Failure.notHere(), "Nothing is at " + ctx.method() + " " + ctx.path() + ".");
        }
    }

    void first(Context ctx) throws InterruptedException {
        Call call = call(ctx);
        answer(ctx, call, call.isCommand() ? Protocol.COMMAND_V1 : Protocol.QUERY_V1);
    }

    void second(Context ctx) throws InterruptedException {
        answer(ctx, call(ctx), Protocol.V2);
    }

    /** What is wrong with a request before it is a call. */
    void malformed(KqlException problem, Context ctx) {
        refuse(ctx, Failure.of(problem.problem()), problem.getMessage());
    }

    private static Call call(Context ctx) {
        String client = ctx.header(CLIENT_REQUEST_ID);
        if (ctx.method() != HandlerType.GET) {
            return Call.posted(ctx.bodyAsBytes(), client);
        }
        String text = ctx.queryParam("csl");
        return Call.linked(
                text == null ? ctx.queryParam("query") : text,
                ctx.queryParam("db"),
                ctx.queryParam("properties"),
                client);
    }

    private void answer(Context ctx, Call call, Protocol protocol) throws InterruptedException {
        Refusals.check(call, ctx.header("x-ms-readonly") != null);
        Settings settings = Settings.of(call.options(), call.isCommand() ? Map.of() : Compiler.options(call.text()));
        boolean gzip = acceptsGzip(ctx.header("Accept-Encoding"));
        Exchange exchange =
                new Exchange(call, settings, protocol, status -> open(ctx, call, status, gzip), gzip, clock);
        Optional<CancelCommand> cancel = CancelCommand.of(call.text());
        if (cancel.isPresent()) {
            // Not by a worker: it must get through when all of them are busy.
            exchange.run(request -> cancel.get().run(running));
            return;
        }
        Cancellation cancellation = exchange.cancellation();
        running.add(call.clientRequestId(), cancellation);
        try {
            Future<?> worker = workers.submit(() -> exchange.run(engine));
            exchange.watch(worker, new Socket(ctx.req()));
        } catch (RejectedExecutionException e) {
            ctx.header("Retry-After", "1");
            refuse(ctx, Failure.busy(), "Too many requests are waiting: try again later.");
        } finally {
            running.remove(call.clientRequestId(), cancellation);
        }
    }

    private static OutputStream open(Context ctx, Call call, int status, boolean gzip) throws IOException {
        HttpServletResponse response = ctx.res();
        response.setStatus(status);
        response.setContentType(JSON);
        response.setHeader(CLIENT_REQUEST_ID, call.clientRequestId());
        response.setHeader(ACTIVITY_ID, call.activityId().toString());
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        return response.getOutputStream();
    }

    private static void refuse(Context ctx, Failure failure, String detail) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = GENERATORS.createGenerator(text)) {
            failure.write(json, detail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String client = ctx.header(CLIENT_REQUEST_ID);
        if (client != null) {
            ctx.header(CLIENT_REQUEST_ID, client);
        }
        ctx.header(ACTIVITY_ID, UUID.randomUUID().toString());
        ctx.status(failure.status()).contentType(JSON).result(text.toString());
    }

    private static boolean acceptsGzip(@Nullable String accepted) {
        return accepted != null && accepted.contains("gzip");
    }
}
