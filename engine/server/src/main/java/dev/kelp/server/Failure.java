package dev.kelp.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import java.io.IOException;
import java.time.Instant;

/**
 * How a problem is told to Kusto's clients: an HTTP status, and the error object that is a body, or one of {@code OneApiErrors}.
 *
 * @param status the HTTP status where nothing of the answer was sent yet
 * @param code Kusto's code of this sort of failure
 * @param message one general sentence; the one that helps is {@code @message}
 * @param type the .NET exception's name
 * @param permanent false where the same request may succeed later
 */
record Failure(int status, String code, String message, String type, boolean permanent) {
    private static final String INVALID = "Request is invalid and cannot be executed.";
    private static final String EXCEPTIONS = "Kusto.Data.Exceptions.";

    static Failure of(Problem problem) {
        return switch (problem.kind()) {
            case SYNTAX, SEMANTIC, UNSUPPORTED ->
                problem == Problem.UNKNOWN_DATABASE
                        ? new Failure(
                                400, "BadRequest_EntityNotFound", INVALID, EXCEPTIONS + "EntityNotFoundException", true)
                        : badRequest();
            case RUNTIME -> badRequest();
            case LIMITS ->
                new Failure(
                        400,
                        "LimitsExceeded",
                        "Request execution has exceeded limits.",
                        EXCEPTIONS + "KustoServicePartialQueryFailureLimitsExceededException",
                        true);
            case CANCELLED ->
                new Failure(
                        400,
                        "General_RequestCancelled",
                        "Request was cancelled.",
                        EXCEPTIONS + "KustoRequestCancelledException",
                        true);
            case TIMEOUT ->
                new Failure(
                        504,
                        "General_RequestTimeout",
                        "Request did not end in time.",
                        EXCEPTIONS + "KustoServiceTimeoutException",
                        false);
            case BUG ->
                new Failure(
                        500,
                        "General_InternalServerError",
                        "Request failed by a fault of the server.",
                        EXCEPTIONS + "KustoServiceException",
                        true);
        };
    }

    private static Failure badRequest() {
        return new Failure(400, "General_BadRequest", INVALID, EXCEPTIONS + "KustoBadRequestException", true);
    }

    static Failure busy() {
        return new Failure(
                429,
                "General_Throttled",
                "Request is denied because too many are waiting.",
                EXCEPTIONS + "KustoRequestThrottledException",
                false);
    }

    static Failure notHere() {
        return new Failure(
                404, "General_NotFound", "There is no such endpoint.", EXCEPTIONS + "KustoBadRequestException", true);
    }

    static Failure forbidden() {
        return new Failure(
                403, "Forbidden", "Caller is not authorized.", EXCEPTIONS + "KustoRequestDeniedException", true);
    }

    /** Writes {@code {"error": {…}}} about a request that was understood. */
    static void write(JsonGenerator json, KqlException problem, Call call, Instant now) throws IOException {
        Failure failure = of(problem.problem());
        json.writeStartObject();
        json.writeObjectFieldStart("error");
        failure.writeHead(json, problem.getMessage());
        context(json, call, now);
        json.writeBooleanField("@permanent", failure.permanent);
        json.writeStringField("@text", call.text());
        json.writeStringField("@database", call.database());
        json.writeObjectFieldStart("innererror");
        inner(json, problem, failure.permanent);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Writes {@code {"error": {…}}} where there is no request to speak of. */
    void write(JsonGenerator json, String detail) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("error");
        writeHead(json, detail);
        json.writeBooleanField("@permanent", permanent);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeHead(JsonGenerator json, String detail) throws IOException {
        json.writeStringField("code", code);
        // Of a failure within an answer, Kusto's client for Java shows nothing but this.
        json.writeStringField("message", status == 400 && code.equals("LimitsExceeded") ? detail : message);
        json.writeStringField("@type", type);
        json.writeStringField("@message", detail);
    }

    private static void context(JsonGenerator json, Call call, Instant now) throws IOException {
        json.writeObjectFieldStart("@context");
        json.writeStringField("timestamp", now.toString());
        json.writeStringField("serviceAlias", "KELP");
        json.writeStringField("clientRequestId", call.clientRequestId());
        json.writeStringField("activityId", call.activityId().toString());
        json.writeStringField("subActivityId", call.activityId().toString());
        json.writeStringField("activityType", "GW.Http.CallContext");
        json.writeEndObject();
    }

    private static void inner(JsonGenerator json, KqlException problem, boolean permanent) throws IOException {
        boolean syntax = problem.problem().kind() == Problem.Kind.SYNTAX;
        boolean semantic = problem.problem().kind() == Problem.Kind.SEMANTIC;
        String code =
                syntax ? "SYN0002" : semantic ? "SEM0100" : problem.problem().code();
        json.writeStringField("code", code);
        json.writeStringField("message", problem.message());
        json.writeStringField(
                "@type",
                EXCEPTIONS + (syntax ? "SyntaxException" : semantic ? "SemanticException" : "KustoServiceException"));
        json.writeStringField("@message", problem.getMessage());
        json.writeBooleanField("@permanent", permanent);
        json.writeStringField("@errorCode", code);
        json.writeStringField("@errorMessage", problem.message());
        json.writeStringField("@problem", problem.problem().code());
        Source.Position at = problem.position();
        if (at != null) {
            json.writeNumberField("@line", at.line());
            json.writeNumberField("@column", at.column());
        }
        if (problem.hint() != null) {
            json.writeStringField("@hint", problem.hint());
        }
        json.writeStringField("@description", problem.describe());
    }
}
