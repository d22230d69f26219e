package dev.kelp.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kelp.commands.CommandText;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one HTTP request asks for, whichever of the clients' forms it came in.
 *
 * @param text KQL, or a command when it begins with a dot
 * @param database as written by the client, empty where it names none
 * @param options by lower-case name, values as text
 * @param parameters values of {@code declare query_parameters}: KQL literals or bare text
 * @param clientRequestId what the client calls this request, and cancels it by
 * @param activityId what we call it
 */
record Call(
        String text,
        String database,
        Map<String, String> options,
        Map<String, String> parameters,
        String clientRequestId,
        UUID activityId) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Call {
        options = Map.copyOf(options);
        parameters = Map.copyOf(parameters);
    }

    /** A call whose body is {@code {"db", "csl", "properties"?}}; further keys are ignored, and case does not matter. */
    static Call posted(byte[] body, @Nullable String clientRequestId) {
        JsonNode json = read(body);
        return of(
                field(json, "csl").asText(""),
                field(json, "db").asText(""),
                nested(field(json, "properties")),
                clientRequestId);
    }

    /** A call whose parts stand in the URL. */
    static Call linked(
            @Nullable String text,
            @Nullable String database,
            @Nullable String properties,
            @Nullable String clientRequestId) {
        JsonNode json = properties == null ? MissingNode.getInstance() : read(properties);
        return of(text == null ? "" : text, database == null ? "" : database, json, clientRequestId);
    }

    /** Whether the text is a command: what counts is the text, because clients send commands to the query's route as well. */
    boolean isCommand() {
        return CommandText.isCommand(text);
    }

    /** Whether the text is a command that only looks. */
    boolean isShow() {
        return CommandText.isShow(text);
    }

    private static Call of(String text, String database, JsonNode properties, @Nullable String header) {
        if (text.isBlank()) {
            throw Problem.SYNTAX.here("The request has no query.").hint("Send it as \"csl\" in a JSON object.");
        }
        String inBody = field(properties, "clientrequestid").asText("");
        String client = header != null ? header : inBody.isEmpty() ? "unspecified;" + UUID.randomUUID() : inBody;
        return new Call(
                text,
                database,
                texts(field(properties, "options"), true),
                texts(field(properties, "parameters"), false),
                client,
                UUID.randomUUID());
    }

    /** Properties come as an object, or as a string that holds one. */
    private static JsonNode nested(JsonNode properties) {
        return properties.isTextual() && !properties.asText().isBlank() ? read(properties.asText()) : properties;
    }

    private static Map<String, String> texts(JsonNode object, boolean lowerCase) {
        Map<String, String> out = new LinkedHashMap<>();
        object.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (!value.isNull()) {
                String name = lowerCase ? entry.getKey().toLowerCase(Locale.ROOT) : entry.getKey();
                out.put(name, value.isValueNode() ? value.asText() : value.toString());
            }
        });
        return out;
    }

    private static JsonNode field(JsonNode object, String name) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue().isNull() ? MissingNode.getInstance() : entry.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode read(byte[] body) {
        try {
            return object(JSON.readTree(body));
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw Problem.BUG.here(e.toString()).because(e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return object(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
    }

    private static JsonNode object(JsonNode json) {
        if (!json.isObject()) {
            throw Problem.SYNTAX.here("The request is not a JSON object.");
        }
        return json;
    }

    private static RuntimeException notJson(JsonProcessingException e) {
        return Problem.SYNTAX.here("The request is not JSON: " + e.getOriginalMessage());
    }
}
