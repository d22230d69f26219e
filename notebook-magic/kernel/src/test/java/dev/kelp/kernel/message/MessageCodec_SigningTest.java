package dev.kelp.kernel.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageCodec_SigningTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2020-02-03T04:05:06.789012Z"), ZoneOffset.UTC);

    private final MessageCodec codec = new MessageCodec(new Signer("a key", "hmac-sha256"), CLOCK);

    private List<byte[]> sample() {
        List<byte[]> identities = List.of(bytes("client"));
        return new ArrayList<>(codec.encode(codec.compose(
                "x_reply",
                identities,
                Json.object().put("msg_id", "7"),
                Json.object().put("n", 1))));
    }

    @Test
    void whatIsEncodedIsDecoded() throws BadMessageException {
        Message message = codec.decode(sample());

        assertEquals("x_reply", message.type());
        assertEquals("client", new String(message.identities().get(0), StandardCharsets.UTF_8));
        assertEquals("7", message.parent().path("msg_id").asText());
        assertEquals(1, message.content().path("n").asInt());
        assertEquals(
                "2020-02-03T04:05:06.789012Z", message.header().path("date").asText());
    }

    @Test
    void signatureIsHmacOfTheFourParts() {
        // printf '{}{}{}{}' | openssl dgst -sha256 -hmac 'a key'
        byte[] signature =
                new Signer("a key", "hmac-sha256").sign(List.of(bytes("{}"), bytes("{}"), bytes("{}"), bytes("{}")));
        assertEquals(
                "e2c27855d41353957c8555d30463a97e6a6ea497e6ebb3f7824503c3b64f2c0b",
                new String(signature, StandardCharsets.US_ASCII));
    }

    @Test
    void changedContentIsRejected() {
        List<byte[]> frames = sample();
        frames.set(6, bytes("{\"n\":2}"));
        assertThrows(BadMessageException.class, () -> codec.decode(frames));
    }

    @Test
    void anotherKeyIsRejected() {
        MessageCodec other = new MessageCodec(new Signer("another key", "hmac-sha256"), CLOCK);
        assertThrows(BadMessageException.class, () -> other.decode(sample()));
    }

    @Test
    void missingFramesAreRejected() {
        assertThrows(BadMessageException.class, () -> codec.decode(sample().subList(0, 5)));
        assertThrows(BadMessageException.class, () -> codec.decode(List.of(bytes("noise"))));
    }

    @Test
    void withoutKeyNothingIsSigned() throws BadMessageException {
        MessageCodec open = new MessageCodec(new Signer("", "hmac-sha256"), CLOCK);
        List<byte[]> frames = open.encode(open.compose("x", List.of(), Json.object(), Json.object()));
        assertArrayEquals(new byte[0], frames.get(1));
        assertEquals("x", open.decode(frames).type());
    }

    @Test
    void buffersFollowUnsigned() throws BadMessageException {
        List<byte[]> frames = sample();
        frames.add(new byte[] {1, 2, 3});
        assertArrayEquals(new byte[] {1, 2, 3}, codec.decode(frames).buffers().get(0));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
