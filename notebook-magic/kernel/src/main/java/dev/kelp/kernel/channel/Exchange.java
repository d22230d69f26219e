package dev.kelp.kernel.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.kernel.message.Message;
import dev.kelp.kernel.message.MessageCodec;

/** A request and the ways to answer it. */
public final class Exchange {
    private final Message request;
    private final Channel via;
    private final MessageCodec codec;
    private final IoPub iopub;

    Exchange(Message request, Channel via, MessageCodec codec, IoPub iopub) {
        this.request = request;
        this.via = via;
        this.codec = codec;
        this.iopub = iopub;
    }

    public Message request() {
        return request;
    }

    /** Answers the one who asked: {@code x_request} by {@code x_reply}. */
    public void reply(ObjectNode content) {
        reply(request.type().replace("_request", "_reply"), content);
    }

    public void reply(String type, ObjectNode content) {
        via.send(codec.encode(codec.compose(type, request.identities(), request.header(), content)));
    }

    /** Tells every client. */
    public void publish(String type, ObjectNode content) {
        iopub.publish(type, request.header(), content);
    }

    public void busy() {
        iopub.status("busy", request.header());
    }

    public void idle() {
        iopub.status("idle", request.header());
    }
}
