package dev.kelp.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.kelp.Answer;
import dev.kelp.Answer.ResultTable;
import dev.kelp.text.KqlException;
import dev.kelp.types.Field;
import dev.kelp.types.Schema;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first protocol: {@code {"Tables": […]}}. A query's results are followed by their properties, a status and a table of contents;
 * a command's stand alone.
 */
final class VersionOne implements Reply {
    private static final Schema PROPERTIES = SideTable.schema("Value:string");
    private static final Schema STATUS = SideTable.schema(
            "Timestamp:datetime",
            "Severity:int",
            "SeverityName:string",
            "StatusCode:int",
            "StatusDescription:string",
            "Count:int",
            "RequestId:guid",
            "ActivityId:guid",
            "SubActivityId:guid",
            "ClientActivityId:string");
    private static final Schema CONTENTS =
            SideTable.schema("Ordinal:long", "Kind:string", "Name:string", "Id:string", "PrettyName:string");
    private static final String NO_ID = new UUID(0, 0).toString();

    private final Telling telling;
    private final JsonGenerator json;
    private final boolean command;
    private final JsonRows rows;

    VersionOne(Telling telling, boolean command) {
        this.telling = telling;
        this.json = telling.json();
        this.command = command;
        this.rows = telling.rows();
    }

    @Override
    public void write(Answer answer) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("Tables");
        @Nullable KqlException failure = null;
        int ordinal = 0;
        for (ResultTable table : answer.tables()) {
            start("Table_" + ordinal++, table.frame().schema());
            failure = rows(table);
            end();
            if (failure != null) {
                break;
            }
        }
        if (!command || ordinal > 1) {
            sides(answer, ordinal, failure);
        }
        json.writeEndArray();
        if (failure != null) {
            json.writeArrayFieldStart("Exceptions");
            json.writeString(failure.getMessage());
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private @Nullable KqlException rows(ResultTable table) throws IOException {
        KqlException failure;
        try {
            failure = rows.write(table.frame());
        } catch (KqlException e) {
            if (!telling.sent().getAsBoolean()) {
                throw e;
            }
            failure = e;
        }
        if (failure != null) {
            json.writeStartObject();
            json.writeArrayFieldStart("Exceptions");
            json.writeString(failure.getMessage());
            json.writeEndArray();
            json.writeEndObject();
        }
        return failure;
    }

    private void sides(Answer answer, int results, @Nullable KqlException failure) throws IOException {
        List<SideTable> sides = new ArrayList<>();
        sides.add(new SideTable(
                "Table_" + results,
                PROPERTIES,
                answer.tables().stream()
                        .limit(results)
                        .map(table -> SideTable.row(ChartProperties.json(table.visualization())))
                        .toList()));
        sides.add(new SideTable("Table_" + (results + 1), STATUS, status(failure)));
        List<List<@Nullable Object>> contents = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            String name = answer.tables().get(i).name();
            contents.add(SideTable.row(
                    (long) i, "QueryResult", name, UUID.randomUUID().toString(), ""));
        }
        contents.add(SideTable.row(
                (long) results,
                "QueryProperties",
                "@ExtendedProperties",
                UUID.randomUUID().toString(),
                ""));
        contents.add(SideTable.row((long) results + 1, "QueryStatus", "QueryStatus", NO_ID, ""));
        sides.add(new SideTable("Table_" + (results + 2), CONTENTS, contents));
        for (SideTable side : sides) {
            start(side.name(), side.schema());
            rows.write(side);
            end();
        }
    }

    private List<List<@Nullable Object>> status(@Nullable KqlException failure) {
        List<List<@Nullable Object>> out = new ArrayList<>();
        if (failure == null) {
            out.add(status(4, "Info", 0, "Query completed successfully"));
        } else {
            out.add(status(2, "Error", -1, failure.getMessage()));
        }
        out.add(status(6, "Stats", 0, telling.statistics(rows)));
        return out;
    }

    private List<@Nullable Object> status(int severity, String name, int code, String description) {
        String activity = telling.call().activityId().toString();
        return SideTable.row(
                Ticks.fromMicros(telling.clock().millis() * 1000),
                severity,
                name,
                code,
                description,
                1,
                activity,
                activity,
                activity,
                telling.call().clientRequestId());
    }

    private void start(String name, Schema schema) throws IOException {
        json.writeStartObject();
        json.writeStringField("TableName", name);
        json.writeArrayFieldStart("Columns");
        for (Field field : schema.fields()) {
            json.writeStartObject();
            json.writeStringField("ColumnName", field.name());
            json.writeStringField("DataType", field.type().wire());
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
}
