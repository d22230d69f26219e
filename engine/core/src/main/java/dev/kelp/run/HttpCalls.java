package dev.kelp.run;

import dev.kelp.bind.Outside.HttpAnswer;
import dev.kelp.bind.Outside.HttpCall;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls by HTTP that queries ask for, to hosts that are allowed and no others. */
public final class HttpCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    /** A longer answer is refused rather than taken into memory. */
    private static final int LONGEST_ANSWER = 64 << 20;

    private final HttpHosts hosts;

    /** The same in all calls of a query. */
    private final String id = "Kelp;" + UUID.randomUUID();

    public HttpCalls(HttpHosts hosts) {
        this.hosts = hosts;
    }

    public HttpAnswer send(HttpCall call, Cancellation cancellation) {
        URI address = address(call);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        try {
            call.headers().forEach(request::setHeader);
        } catch (IllegalArgumentException e) {
            throw Problem.SEMANTIC
                    .here("A header cannot be sent: " + e.getMessage() + ".")
                    .because(e);
        }
        request.setHeader("x-ms-client-request-id", id);
        request.setHeader("x-ms-readonly", "true");
        String content = call.content();
        if (content != null) {
            request.setHeader("Content-Type", "application/json; charset=utf-8");
            request.POST(HttpRequest.BodyPublishers.ofString(content));
        }
        // An answer that sends elsewhere is not followed: elsewhere may not be allowed.
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build();
        CompletableFuture<HttpAnswer> answer = client.sendAsync(
                        request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(response -> answer(address, response))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        cancellation.onCancel(() -> answer.cancel(true));
        try {
            return answer.join();
        } catch (CancellationException e) {
            throw Problem.CANCELLED.here().because(e);
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof KqlException told) {
                throw told;
            }
            throw failure(
                            address,
                            cause instanceof TimeoutException
                                    ? "does not answer."
                                    : "cannot be reached: " + cause + ".")
                    .because(cause);
        }
    }

    private URI address(HttpCall call) {
        URI address;
        try {
            address = URI.create(call.uri());
        } catch (IllegalArgumentException e) {
            throw Problem.SEMANTIC.here("'" + call.uri() + "' is no address.").because(e);
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || address.getHost() == null) {
            throw Problem.SEMANTIC.here("'" + call.uri() + "' is no address of a web service.");
        }
        if (!hosts.allow(address) || address.getRawUserInfo() != null) {
            throw Problem.SEMANTIC
                    .here("Queries may not call '" + address.getRawAuthority() + "'.")
                    .hint("The variable " + HttpHosts.VARIABLE
                            + " of the engine's process names the hosts that they may.");
        }
        boolean secret = call.headers().keySet().stream().anyMatch("authorization"::equalsIgnoreCase);
        if (secret && scheme.equals("http")) {
            throw Problem.SEMANTIC.here("An Authorization header is sent by https only.");
        }
        return address;
    }

    private static HttpAnswer answer(URI address, HttpResponse<InputStream> response) {
        byte[] bytes;
        try (InputStream body = response.body()) {
            bytes = body.readNBytes(LONGEST_ANSWER + 1);
        } catch (IOException e) {
            throw failure(address, "broke off: " + e.getMessage() + ".").because(e);
        }
        if (response.statusCode() / 100 != 2) {
            throw failure(address, "answered with status " + response.statusCode() + ".");
        }
        if (bytes.length > LONGEST_ANSWER) {
            throw failure(address, "answered with more than " + (LONGEST_ANSWER >> 20) + " MB.");
        }
        HttpHeaders headers = response.headers();
        Map<String, Json> bag = new LinkedHashMap<>();
        headers.map().forEach((name, values) -> bag.put(name, Json.text(String.join(", ", values))));
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean json = headers.firstValue("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT))
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
        Json body = json ? Json.parse(text) : Json.text(text);
        return new HttpAnswer(new Json.Bag(bag).write(), body.carrier());
    }

    private static KqlException failure(URI address, String what) {
        return Problem.RUNTIME.here("'" + address.getRawAuthority() + "' " + what);
    }
}
