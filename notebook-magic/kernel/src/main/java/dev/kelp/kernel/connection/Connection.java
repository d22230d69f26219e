package dev.kelp.kernel.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the client expects the kernel's five sockets, and the key that signs their messages.
 *
 * @param transport {@code tcp} or {@code ipc}
 * @param ip an address, or a path prefix for {@code ipc}
 * @param ports port numbers by channel name: shell, control, stdin, iopub, hb
 * @param key the HMAC key; empty when messages are not signed
 * @param scheme the signature scheme, {@code hmac-sha256}
 */
public record Connection(String transport, String ip, Map<String, Integer> ports, String key, String scheme) {
    public Connection {
        ports = Map.copyOf(ports);
    }

    /**
     * Reads a connection file.
     *
     * @throws IOException where the file can't be read or lacks a port
     */
    public static Connection read(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        return new Connection(
                json.path("transport").asText("tcp"),
                json.path("ip").asText("127.0.0.1"),
                Map.of(
                        "shell", port(json, "shell", file),
                        "control", port(json, "control", file),
                        "stdin", port(json, "stdin", file),
                        "iopub", port(json, "iopub", file),
                        "hb", port(json, "hb", file)),
                json.path("key").asText(""),
                json.path("signature_scheme").asText("hmac-sha256"));
    }

    private static int port(JsonNode json, String channel, Path file) throws IOException {
        JsonNode port = json.get(channel + "_port");
        if (port == null || !port.canConvertToInt()) {
            throw new IOException("no " + channel + "_port in " + file);
        }
        return port.intValue();
    }

    /** The ZeroMQ address of a channel. */
    public String address(String channel) {
        return transport + "://" + ip + (transport.equals("ipc") ? "-" : ":") + ports.get(channel);
    }
}
