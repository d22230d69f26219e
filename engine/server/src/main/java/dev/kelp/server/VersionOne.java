package dev.kelp.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.kelp.Answer;
import dev.kelp.Answer.ResultTable;
import dev.kelp.run.Rows;
import dev.kelp.text.KqlException;
import dev.kelp.types.Field;
import dev.kelp.types.Schema;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first protocol: {@code {"Tables": […]}}. A query's results are followed by their properties, a status and a table of contents;
 * a command's stand alone.
 */
final class VersionOne implements Reply {
    private static final String STATUS = "Timestamp:datetime, Severity:int, SeverityName:string, StatusCode:int, "
            + "StatusDescription:string, Count:int, RequestId:guid, ActivityId:guid, SubActivityId:guid, "
            + "ClientActivityId:string";
    private static final String CONTENTS = "Ordinal:long, Kind:string, Name:string, Id:string, PrettyName:string";
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
        Rows properties = Rows.of("Value:string");
        Rows contents = Rows.of(CONTENTS);
        for (int i = 0; i < results; i++) {
            ResultTable table = answer.tables().get(i);
            properties.add(ChartProperties.json(table.visualization()));
            contents.add(
                    (long) i, "QueryResult", table.name(), UUID.randomUUID().toString(), "");
        }
        contents.add(
                (long) results,
                "QueryProperties",
                "@ExtendedProperties",
                UUID.randomUUID().toString(),
                "");
        contents.add((long) results + 1, "QueryStatus", "QueryStatus", NO_ID, "");
        side("Table_" + results, properties);
        side("Table_" + (results + 1), status(failure));
        side("Table_" + (results + 2), contents);
    }

    private Rows status(@Nullable KqlException failure) {
        Rows out = Rows.of(STATUS);
        if (failure == null) {
            status(out, 4, "Info", 0, "Query completed successfully");
        } else {
            status(out, 2, "Error", -1, failure.getMessage());
        }
        status(out, 6, "Stats", 0, telling.statistics(rows));
        return out;
    }

    private void status(Rows out, int severity, String name, int code, String description) {
        String activity = telling.call().activityId().toString();
        String client = telling.call().clientRequestId();
        out.add(telling.ticks(), severity, name, code, description, 1, activity, activity, activity, client);
    }

    private void side(String name, Rows table) throws IOException {
        start(name, table.schema());
        rows.write(table);
        end();
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
