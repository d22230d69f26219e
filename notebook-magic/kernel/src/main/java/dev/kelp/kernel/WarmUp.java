package dev.kelp.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.kernel.connection.Connection;
import dev.kelp.kernel.message.BadMessageException;
import dev.kelp.kernel.message.Json;
import dev.kelp.kernel.message.Message;
import dev.kelp.kernel.message.MessageCodec;
import dev.kelp.kernel.message.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Runs a kernel in this process as a client would, with a cell of each kind. */
final class WarmUp {
    private static final List<String> CELLS = List.of(
            "print 1",
            "range x from 1 to 3 step 1 | extend y = x * x | summarize n = count(), s = sum(y) by x | render columnchart",
            "%%sql\nselect 1",
            "%%java\n1 + 1");
    private static final int PATIENCE_MILLIS = 60_000;

    private WarmUp() {}

    static void run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kelp-warm-up");
        // Unix sockets in our own folder: no port can be in the way.
        Connection connection = new Connection(
                "ipc",
                folder.resolve("socket").toString(),
                Map.of("shell", 1, "control", 2, "stdin", 3, "iopub", 4, "hb", 5),
                "key",
                "hmac-sha256");
        Thread client = new Thread(() -> ask(connection), "kelp-warm-up-client");
        client.start();
        KernelMain.serve(connection, folder.resolve("data"));
        client.join();
        remove(folder);
    }

    private static void ask(Connection connection) {
        MessageCodec codec = new MessageCodec(new Signer(connection.key(), connection.scheme()), Clock.systemUTC());
        try (ZContext context = new ZContext()) {
            ZMQ.Socket shell = context.createSocket(SocketType.DEALER);
            shell.setReceiveTimeOut(PATIENCE_MILLIS);
            shell.connect(connection.address("shell"));
            call(shell, codec, "kernel_info_request", Json.object());
            for (String cell : CELLS) {
                call(shell, codec, "execute_request", Json.object().put("code", cell));
            }
            call(
                    shell,
                    codec,
                    "complete_request",
                    Json.object().put("code", "print str").put("cursor_pos", 9));
            call(shell, codec, "shutdown_request", Json.object());
        }
    }

    private static void call(ZMQ.Socket shell, MessageCodec codec, String type, ObjectNode content) {
        List<byte[]> frames = codec.encode(codec.compose(type, List.of(), Json.object(), content));
        for (int i = 0; i < frames.size(); i++) {
            shell.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
        List<byte[]> answer = new ArrayList<>();
        do {
            byte[] frame = shell.recv();
            if (frame == null) {
                throw new IllegalStateException("no answer to " + type);
            }
            answer.add(frame);
        } while (shell.hasReceiveMore());
        try {
            Message reply = codec.decode(answer);
            if (!reply.content().path("status").asText().equals("ok")) {
                throw new IllegalStateException(type + " failed: " + reply.content());
            }
        } catch (BadMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
