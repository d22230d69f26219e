package dev.kelp.kernel.channel;

import dev.kelp.kernel.message.BadMessageException;
import dev.kelp.kernel.message.Json;
import dev.kelp.kernel.message.Message;
import dev.kelp.kernel.message.MessageCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each request to the one who answers its type. */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final MessageCodec codec;
    private final IoPub iopub;
    private final Map<String, Consumer<Exchange>> handlers = new HashMap<>();

    public Dispatcher(MessageCodec codec, IoPub iopub) {
        this.codec = codec;
        this.iopub = iopub;
    }

    /** A type that is answered at once, on the channel's thread, between busy and idle. */
    public Dispatcher answer(String type, Consumer<Exchange> handler) {
        handlers.put(type, exchange -> {
            exchange.busy();
            try {
                handler.accept(exchange);
            } catch (RuntimeException e) {
                LOG.error("{} failed", type, e);
                exchange.reply(Json.object()
                        .put("status", "error")
                        .put("ename", e.getClass().getSimpleName())
                        .put("evalue", String.valueOf(e.getMessage()))
                        .set("traceback", Json.array()));
            } finally {
                exchange.idle();
            }
        });
        return this;
    }

    /** A type whose handler only takes it in and says busy and idle itself, later. */
    public Dispatcher queue(String type, Consumer<Exchange> handler) {
        handlers.put(type, handler);
        return this;
    }

    /** Takes the frames of a message that came in on a channel. */
    public void accept(List<byte[]> frames, Channel via) {
        Message message;
        try {
            message = codec.decode(frames);
        } catch (BadMessageException e) {
            LOG.warn("dropped {}", e.getMessage());
            return;
        }
        Exchange exchange = new Exchange(message, via, codec, iopub);
        Consumer<Exchange> handler = handlers.get(message.type());
        if (handler == null) {
            LOG.warn("no answer to a message of type {}", message.type());
            exchange.busy();
            exchange.idle();
            return;
        }
        handler.accept(exchange);
    }
}
