package dev.kelp.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.kelp.Answer;
import dev.kelp.Answer.ResultTable;
import dev.kelp.run.Rows;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.JsonText;
import dev.kelp.types.Schema;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The second protocol: an array of frames. The order of keys within a frame is part of it, because clients read frames as they
 * come.
 */
final class VersionTwo implements Reply {
    private static final String COMPLETION =
            "Timestamp:datetime, ClientRequestId:string, ActivityId:guid, SubActivityId:guid, "
                    + "ParentActivityId:guid, Level:int, LevelName:string, StatusCode:int, StatusCodeName:string, EventType:int, "
                    + "EventTypeName:string, Payload:string";
    private static final int TOO_LARGE = -2133196797;

    private final Telling telling;
    private final JsonGenerator json;
    private final JsonRows rows;

    VersionTwo(Telling telling) {
        this.telling = telling;
        this.json = telling.json();
        this.rows = telling.rows();
    }

    @Override
    public void write(Answer answer) throws IOException {
        json.writeStartArray();
        header();
        properties(answer);
        int id = 1;
        for (ResultTable table : answer.tables()) {
            frame(id++, "PrimaryResult", table.name(), table.frame().schema());
            KqlException failure = rows(table);
            if (failure != null && telling.settings().failuresInRows()) {
                json.writeStartObject();
                errors(failure);
                json.writeEndObject();
            }
            end();
            if (failure != null) {
                incomplete(id, failure);
                json.writeEndArray();
                return;
            }
        }
        completion(id, null);
        dataSetCompletion(null);
        json.writeEndArray();
    }

    private @Nullable KqlException rows(ResultTable table) throws IOException {
        try {
            return rows.write(table.frame());
        } catch (KqlException e) {
            if (!telling.sent().getAsBoolean()) {
                throw e;
            }
            return e;
        }
    }

    private void incomplete(int id, KqlException failure) throws IOException {
        if (telling.settings().deferFailures() && failure.problem() == Problem.LIMITS) {
            completion(id, failure);
            dataSetCompletion(null);
        } else {
            dataSetCompletion(failure);
        }
    }

    private void header() throws IOException {
        open("DataSetHeader");
        json.writeBooleanField("IsProgressive", false);
        json.writeStringField("Version", "v2.0");
        json.writeEndObject();
    }

    private void properties(Answer answer) throws IOException {
        Rows cells = Rows.of("TableId:int, Key:string, Value:dynamic");
        for (ResultTable table : answer.tables()) {
            String chart = ChartProperties.json(table.visualization());
            cells.add(cells.cells().size() + 1, "Visualization", JsonText.quoted(chart));
        }
        side(0, "QueryProperties", "@ExtendedProperties", cells);
    }

    private void completion(int id, @Nullable KqlException cut) throws IOException {
        Rows events = Rows.of(COMPLETION);
        if (cut == null) {
            String payload = "{\"Count\":1,\"Text\":\"Query completed successfully\"}";
            event(events, 4, "Info", 0, "S_OK (0)", 4, "QueryInfo", payload);
        } else {
            String payload = "{\"Count\":1,\"Text\":" + JsonText.quoted(cut.getMessage()) + "}";
            event(events, 2, "Error", TOO_LARGE, "E_QUERY_RESULT_SET_TOO_LARGE", 1, "QueryLimitsExceeded", payload);
        }
        event(events, 6, "Stats", 0, "S_OK (0)", 0, "QueryResourceConsumption", telling.statistics(rows));
        side(id, "QueryCompletionInformation", "QueryCompletionInformation", events);
    }

    private void event(
            Rows out,
            int level,
            String levelName,
            int status,
            String statusName,
            int type,
            String typeName,
            String payload) {
        String activity = telling.call().activityId().toString();
        String parent = new UUID(0, 0).toString();
        String client = telling.call().clientRequestId();
        out.add(
                telling.ticks(),
                client,
                activity,
                activity,
                parent,
                level,
                levelName,
                status,
                statusName,
                type,
                typeName,
                payload);
    }

    private void dataSetCompletion(@Nullable KqlException failure) throws IOException {
        open("DataSetCompletion");
        json.writeBooleanField("HasErrors", failure != null);
        json.writeBooleanField("Cancelled", failure != null && failure.problem() == Problem.CANCELLED);
        if (failure != null) {
            errors(failure);
        }
        json.writeEndObject();
    }

    private void errors(KqlException failure) throws IOException {
        json.writeArrayFieldStart("OneApiErrors");
        Failure.write(json, failure, telling.call(), telling.clock().instant());
        json.writeEndArray();
    }

    private void side(int id, String kind, String name, Rows table) throws IOException {
        frame(id, kind, name, table.schema());
        rows.write(table);
        end();
    }

    private void frame(int id, String kind, String name, Schema schema) throws IOException {
        open("DataTable");
        json.writeNumberField("TableId", id);
        json.writeStringField("TableKind", kind);
        json.writeStringField("TableName", name);
        json.writeArrayFieldStart("Columns");
        for (Field field : schema.fields()) {
            json.writeStartObject();
            json.writeStringField("ColumnName", field.name());
            json.writeStringField("ColumnType", field.type().kql());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Rows");
    }

    private void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }

    private void open(String frameType) throws IOException {
        if (telling.settings().newlines() && !frameType.equals("DataSetHeader")) {
            json.writeRaw('\n');
        }
        json.writeStartObject();
        json.writeStringField("FrameType", frameType);
    }
}
