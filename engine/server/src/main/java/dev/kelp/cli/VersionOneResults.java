package dev.kelp.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The one table of a command's answer: {@code {"Tables": [{"TableName", "Columns", "Rows"}]}}; further ones speak of the first. */
final class VersionOneResults implements Results {
    private final JsonParser json;
    private boolean read;

    VersionOneResults(JsonParser json) {
        this.json = json;
    }

    @Override
    public @Nullable Rows next() {
        if (read) {
            return null;
        }
        read = true;
        try {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("Columns")) {
                    json.nextToken();
                    return JsonRows.at(json, JsonCells.columns(json));
                }
            }
            throw new IOException("no table");
        } catch (IOException e) {
            throw RemoteSession.broken(e);
        }
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw RemoteSession.broken(e);
        }
    }
}
