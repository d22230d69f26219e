package dev.kelp.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.kelp.Answer;
import dev.kelp.Answer.ResultTable;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.JsonText;
import dev.kelp.types.Schema;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The second protocol: an array of frames. The order of keys within a frame is part of it, because clients read frames as they
 * come.
 */
final class VersionTwo implements Reply {
    private static final Schema PROPERTIES = SideTable.schema("TableId:int", "Key:string", "Value:dynamic");
    private static final Schema COMPLETION = SideTable.schema(
            "Timestamp:datetime",
            "ClientRequestId:string",
            "ActivityId:guid",
            "SubActivityId:guid",
            "ParentActivityId:guid",
            "Level:int",
            "LevelName:string",
            "StatusCode:int",
            "StatusCodeName:string",
            "EventType:int",
            "EventTypeName:string",
            "Payload:string");
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
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (ResultTable table : answer.tables()) {
            cells.add(SideTable.row(
                    cells.size() + 1, "Visualization", JsonText.quoted(ChartProperties.json(table.visualization()))));
        }
        side(0, "QueryProperties", new SideTable("@ExtendedProperties", PROPERTIES, cells));
    }

    private void completion(int id, @Nullable KqlException cut) throws IOException {
        List<List<@Nullable Object>> events = new ArrayList<>();
        if (cut == null) {
            events.add(event(
                    4,
                    "Info",
                    0,
                    "S_OK (0)",
                    4,
                    "QueryInfo",
                    "{\"Count\":1,\"Text\":\"Query completed successfully\"}"));
        } else {
            String payload = "{\"Count\":1,\"Text\":" + JsonText.quoted(cut.getMessage()) + "}";
            events.add(event(2, "Error", TOO_LARGE, "E_QUERY_RESULT_SET_TOO_LARGE", 1, "QueryLimitsExceeded", payload));
        }
        events.add(event(6, "Stats", 0, "S_OK (0)", 0, "QueryResourceConsumption", telling.statistics(rows)));
        side(id, "QueryCompletionInformation", new SideTable("QueryCompletionInformation", COMPLETION, events));
    }

    private List<@Nullable Object> event(
            int level, String levelName, int status, String statusName, int type, String typeName, String payload) {
        String activity = telling.call().activityId().toString();
        return SideTable.row(
                Ticks.fromMicros(telling.clock().millis() * 1000),
                telling.call().clientRequestId(),
                activity,
                activity,
                new UUID(0, 0).toString(),
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

    private void side(int id, String kind, SideTable table) throws IOException {
        frame(id, kind, table.name(), table.schema());
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
