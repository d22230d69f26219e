package dev.kelp.kernel.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One message of the Jupyter protocol.
 *
 * @param identities ZeroMQ routing frames; on iopub the topic
 * @param header who sent it, when, what it is
 * @param parent the header of the request it answers; an empty object where there is none
 * @param buffers raw bytes that follow the JSON, unsigned
 */
public record Message(
        List<byte[]> identities,
        ObjectNode header,
        ObjectNode parent,
        ObjectNode metadata,
        ObjectNode content,
        List<byte[]> buffers) {
    public Message {
        identities = List.copyOf(identities);
        buffers = List.copyOf(buffers);
    }

    /** The type, {@code execute_request}. */
    public String type() {
        return header.path("msg_type").asText();
    }

    /** The id its sender gave it. */
    public String id() {
        return header.path("msg_id").asText();
    }
}
