package dev.kelp.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The error object of Kusto's REST protocol, read for a person. */
final class ServerError {
    private ServerError() {}

    /** What a response with an error status says. */
    static RemoteFailure read(int status, String body) {
        try (JsonParser json = RemoteSession.JSON.createParser(body)) {
            json.nextToken();
            return read(json);
        } catch (IOException e) {
            return new RemoteFailure(
                    "error: the server answered with status " + status + (body.isBlank() ? "" : ": " + body.strip()));
        }
    }

    /** What an error object says, the parser being at its start; leaves it at its end. */
    static RemoteFailure read(JsonParser json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("no error object");
        }
        collect(json, texts);
        // Kelp says it with the line and the caret, others in a sentence.
        String whole = texts.get("@description");
        if (whole != null) {
            return new RemoteFailure(whole);
        }
        String message = texts.getOrDefault("@message", texts.getOrDefault("message", "the server gave no reason"));
        return new RemoteFailure("error " + texts.getOrDefault("code", "") + ": " + message);
    }

    /** The string fields of nested objects; the outermost of a name counts. */
    private static void collect(JsonParser json, Map<String, String> texts) throws IOException {
        Map<String, String> inner = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == null) {
                throw new IOException("no end");
            } else if (value == JsonToken.VALUE_STRING) {
                texts.put(name, json.getText());
            } else if (value == JsonToken.START_OBJECT) {
                collect(json, inner);
            } else {
                json.skipChildren();
            }
        }
        inner.forEach(texts::putIfAbsent);
    }
}
