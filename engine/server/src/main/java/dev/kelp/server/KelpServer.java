package dev.kelp.server;

import dev.kelp.Answer;
import dev.kelp.Request;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.time.Clock;
import java.util.function.Function;

/**
 * A server of Kusto's REST protocol on the loopback interface. Closing it cancels what runs and frees the port; the engine stays
 * open.
 */
public final class KelpServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final long MAX_REQUEST_BYTES = 64L << 20;

    private final Javalin http;
    private final Workers workers;
    private final RunningCalls running;

    private KelpServer(Javalin http, Workers workers, RunningCalls running) {
        this.http = http;
        this.workers = workers;
        this.running = running;
    }

    /**
     * Starts serving.
     *
     * @param engine answers a request, {@code Engine::execute}; called by several threads at once
     * @param port 0 for any free one
     * @throws KqlException where the port is in use
     */
    public static KelpServer start(Function<Request, Answer> engine, int port) {
        Workers workers = new Workers(Math.max(16, 4 * Runtime.getRuntime().availableProcessors()));
        RunningCalls running = new RunningCalls();
        Endpoints endpoints = new Endpoints(engine, workers, running, Clock.systemUTC());
        Javalin http = Javalin.create(KelpServer::configure);
        http.before(endpoints::guard);
        http.get("/v1/rest/auth/metadata", endpoints::metadata);
        http.post("/v1/rest/query", endpoints::first);
        http.get("/v1/rest/query", endpoints::first);
        http.post("/v1/rest/mgmt", endpoints::first);
        http.post("/v2/rest/query", endpoints::second);
        http.get("/v2/rest/query", endpoints::second);
        http.error(404, endpoints::notHere);
        http.exception(KqlException.class, endpoints::malformed);
        http.exception(
                Exception.class,
                (fault, ctx) ->
                        endpoints.malformed(Problem.BUG.here(fault.toString()).because(fault), ctx));
        try {
            http.start(HOST, port);
        } catch (JavalinBindException e) {
            workers.close();
            throw Problem.RUNTIME
                    .here("Port " + port + " is in use.")
                    .hint("Choose another with --port, or 0 for any free one.")
                    .because(e);
        }
        return new KelpServer(http, workers, running);
    }

    private static void configure(JavalinConfig config) {
        config.showJavalinBanner = false;
        config.startupWatcherEnabled = false;
        config.http.maxRequestSize = MAX_REQUEST_BYTES;
        config.http.disableCompression();
        config.http.generateEtags = false;
    }

    public int port() {
        return http.port();
    }

    /** What clients connect to, {@code http://localhost:8080}. */
    public String url() {
        return "http://localhost:" + port();
    }

    @Override
    public void close() {
        running.cancelAll();
        workers.close();
        http.stop();
    }
}
