package dev.kelp.kernel.bridge;

import dev.kelp.kernel.message.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import py4j.GatewayServer;

/**
 * Serves one Python process. Says where it listens, and the secret, in one line of JSON on standard output; ends when its
 * standard input does, for then the one who started it is gone.
 */
public final class BridgeMain {
    private BridgeMain() {}

    public static void main(String[] args) throws IOException {
        PrintStream answer = System.out;
        // Nothing else may write to the line Python reads.
        System.setOut(System.err);
        String token = Secret.make();
        try (Bridge bridge = new Bridge()) {
            GatewayServer server = new GatewayServer.GatewayServerBuilder(bridge)
                    .javaAddress(InetAddress.getLoopbackAddress())
                    .javaPort(0)
                    .authToken(token)
                    .build();
            server.start();
            byte[] line = Json.bytes(Json.object()
                    .put("host", InetAddress.getLoopbackAddress().getHostAddress())
                    .put("port", server.getListeningPort())
                    .put("token", token));
            answer.println(new String(line, StandardCharsets.UTF_8));
            answer.flush();
            untilClosed(System.in);
            server.shutdown();
        }
        System.exit(0);
    }

    private static void untilClosed(InputStream in) throws IOException {
        int read = in.read();
        while (read >= 0) {
            read = in.read();
        }
    }
}
