package dev.kelp.kernel.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Between messages and the frames of the wire; makes the headers of what this kernel sends. Thread-safe. */
public final class MessageCodec {
    /** 5.4 for the welcome on iopub. */
    public static final String PROTOCOL = "5.4";

    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private final Signer signer;
    private final Clock clock;
    private final String session = UUID.randomUUID().toString();

    public MessageCodec(Signer signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /** A new message of this kernel in answer to a parent header ({@code {}} for none). */
    public Message compose(String type, List<byte[]> identities, ObjectNode parent, ObjectNode content) {
        ObjectNode header = Json.object()
                .put("msg_id", UUID.randomUUID().toString())
                .put("session", session)
                .put("username", "kernel")
                .put("date", DATE.format(clock.instant().atOffset(ZoneOffset.UTC)))
                .put("msg_type", type)
                .put("version", PROTOCOL);
        return new Message(identities, header, parent, Json.object(), content, List.of());
    }

    /** The frames of a message: identities, delimiter, signature, four JSON frames, buffers. */
    public List<byte[]> encode(Message message) {
        List<byte[]> json = List.of(
                Json.bytes(message.header()),
                Json.bytes(message.parent()),
                Json.bytes(message.metadata()),
                Json.bytes(message.content()));
        List<byte[]> frames = new ArrayList<>(message.identities());
        frames.add(DELIMITER);
        frames.add(signer.sign(json));
        frames.addAll(json);
        frames.addAll(message.buffers());
        return frames;
    }

    /**
     * The message in frames.
     *
     * @throws BadMessageException where they are malformed or their signature is wrong
     */
    public Message decode(List<byte[]> frames) throws BadMessageException {
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
            delimiter++;
        }
        if (frames.size() < delimiter + 6) {
            throw new BadMessageException("a message of " + frames.size() + " frames without its parts");
        }
        List<byte[]> json = frames.subList(delimiter + 2, delimiter + 6);
        if (!signer.verify(frames.get(delimiter + 1), json)) {
            throw new BadMessageException("a message with a wrong signature");
        }
        try {
            return new Message(
                    frames.subList(0, delimiter),
                    Json.parse(json.get(0)),
                    Json.parse(json.get(1)),
                    Json.parse(json.get(2)),
                    Json.parse(json.get(3)),
                    frames.subList(delimiter + 6, frames.size()));
        } catch (IOException e) {
            throw new BadMessageException("a message whose parts are no JSON objects: " + e.getMessage());
        }
    }
}
