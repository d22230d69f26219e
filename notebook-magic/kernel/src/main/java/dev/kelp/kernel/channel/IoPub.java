package dev.kelp.kernel.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.kernel.message.Json;
import dev.kelp.kernel.message.MessageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/** What all clients hear: status, output, results. Messages leave in the order they are published, from any thread. */
public final class IoPub implements AutoCloseable {
    private final MessageCodec codec;
    private final Channel channel;

    public IoPub(ZContext context, String address, MessageCodec codec) throws IOException {
        this.codec = codec;
        this.channel = new Channel(context, "iopub", SocketType.XPUB, address, this::welcome);
    }

    public void start() {
        channel.start();
    }

    /** Publishes in answer to a request, whose header is the parent. */
    public void publish(String type, ObjectNode parent, ObjectNode content) {
        byte[] topic = ("kernel." + type).getBytes(StandardCharsets.US_ASCII);
        channel.send(codec.encode(codec.compose(type, List.of(topic), parent, content)));
    }

    /** Says {@code starting}, {@code busy} or {@code idle}. */
    public void status(String state, ObjectNode parent) {
        publish("status", parent, Json.object().put("execution_state", state));
    }

    /** A new subscriber is told that it hears us, so that it need not guess (JEP 65). */
    private void welcome(Channel from, List<byte[]> frames) {
        byte[] event = frames.get(0);
        if (event.length > 0 && event[0] == 1) {
            String topic = new String(event, 1, event.length - 1, StandardCharsets.UTF_8);
            List<byte[]> to = List.of(topic.getBytes(StandardCharsets.UTF_8));
            ObjectNode content = Json.object().put("subscription", topic);
            from.send(codec.encode(codec.compose("iopub_welcome", to, Json.object(), content)));
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
