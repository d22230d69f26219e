package dev.kelp.kernel.channel;

import dev.kelp.kernel.message.BadMessageException;
import dev.kelp.kernel.message.Json;
import dev.kelp.kernel.message.Message;
import dev.kelp.kernel.message.MessageCodec;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/** Asks the person at the client for a line of text. */
public final class StdinChannel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StdinChannel.class);
    private static final long LOOK_MILLIS = 50;

    private final MessageCodec codec;
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Channel channel;

    public StdinChannel(ZContext context, String address, MessageCodec codec) throws IOException {
        this.codec = codec;
        this.channel = new Channel(context, "stdin", SocketType.ROUTER, address, this::accept);
    }

    public void start() {
        channel.start();
    }

    private void accept(Channel from, List<byte[]> frames) {
        try {
            Message message = codec.decode(frames);
            if (message.type().equals("input_reply")) {
                answers.add(message.content().path("value").asText());
            }
        } catch (BadMessageException e) {
            LOG.warn("dropped {}", e.getMessage());
        }
    }

    /** The line the client of a request enters, null where {@code stop} comes true first. */
    public @Nullable String ask(Message request, String prompt, boolean secret, BooleanSupplier stop)
            throws InterruptedException {
        answers.clear();
        channel.send(codec.encode(codec.compose(
                "input_request",
                request.identities(),
                request.header(),
                Json.object().put("prompt", prompt).put("password", secret))));
        String answer = null;
        while (answer == null && !stop.getAsBoolean()) {
            answer = answers.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return answer;
    }

    @Override
    public void close() {
        channel.close();
    }
}
