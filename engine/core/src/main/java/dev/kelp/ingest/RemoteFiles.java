package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.run.HttpHosts;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Copies of files that were fetched by HTTP from hosts that are allowed; closing deletes them. */
public final class RemoteFiles implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final HttpHosts hosts;
    private final long mostBytes;
    private final Cancellation cancellation;
    private final List<Path> copies = new ArrayList<>();

    /** @param mostBytes a longer file is refused */
    public RemoteFiles(HttpHosts hosts, long mostBytes, Cancellation cancellation) {
        this.hosts = hosts;
        this.mostBytes = mostBytes;
        this.cancellation = cancellation;
    }

    public static boolean isRemote(String place) {
        String lower = place.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /** An address without what may be a secret in it. */
    public static String shown(String address) {
        return address.replaceFirst("[?#;].*$", "");
    }

    /**
     * Refuses addresses that are malformed or not allowed; asks nobody.
     *
     * @throws KqlException without the parts of the address that may be secret
     */
    public void check(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw Problem.SEMANTIC.here("This is no address of a file.");
        }
        if (uri.getHost() == null || !hosts.allow(uri) || uri.getRawUserInfo() != null) {
            throw Problem.SEMANTIC
                    .here("Kelp may not read from " + (uri.getHost() == null ? "this address" : uri.getHost()) + ".")
                    .hint("The variable " + HttpHosts.VARIABLE
                            + " of the engine's process names the hosts that it may.");
        }
    }

    /** Fetches a file whole. */
    public SourceFile fetch(String address) {
        check(address);
        String shown = shown(address);
        String name = shown.substring(shown.lastIndexOf('/') + 1);
        String ending = name.substring(Math.max(0, name.length() - 64)).replaceAll("[^A-Za-z0-9.]", "_");
        try {
            Path file = Files.createTempFile("kelp-external-", "-" + ending);
            copies.add(file);
            HttpResponse<InputStream> response = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .timeout(Duration.ofSeconds(60))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                // An answer that sends elsewhere is not followed: elsewhere may not be allowed.
                if (response.statusCode() != 200) {
                    throw Problem.RUNTIME.here(shown + " answers with status " + response.statusCode() + ".");
                }
                copy(body, file, shown);
            }
            return new SourceFile(file, shown);
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here(shown + " cannot be read: " + e.getMessage() + ".")
                    .because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.CANCELLED.here().because(e);
        }
    }

    private void copy(InputStream body, Path file, String shown) throws IOException {
        cancellation.onCancel(() -> close(body));
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw Problem.LIMITS.here(shown + " holds more than " + (mostBytes >> 20) + " MB.");
                }
                out.write(piece, 0, read);
            }
        } catch (IOException e) {
            if (cancellation.isCancelled()) {
                throw Problem.CANCELLED.here().because(e);
            }
            throw e;
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // It was closed already.
        }
    }

    @Override
    public void close() {
        for (Path copy : copies) {
            try {
                Files.deleteIfExists(copy);
            } catch (IOException e) {
                // A copy left behind in the folder for such files harms nobody.
            }
        }
    }
}
