package dev.kelp.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kelp.types.Schema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The primary results among the frames of a query's answer, read as they come. */
final class VersionTwoResults implements Results {
    private final JsonParser json;
    private @Nullable JsonRows open;

    VersionTwoResults(JsonParser json) {
        this.json = json;
    }

    @Override
    public @Nullable Rows next() {
        try {
            if (open == null) {
                json.nextToken();
            } else {
                while (open.next()) {
                    // The rest of the table before: nobody wanted it.
                }
                json.nextToken();
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                JsonRows rows = frame();
                if (rows != null) {
                    open = rows;
                    return rows;
                }
            }
            if (json.currentToken() != JsonToken.END_ARRAY) {
                throw new IOException("no end");
            }
            return null;
        } catch (IOException e) {
            throw RemoteSession.broken(e);
        }
    }

    /** Reads a frame up to the rows of a primary result, else to its end. */
    private @Nullable JsonRows frame() throws IOException {
        boolean primary = false;
        Schema schema = Schema.of();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            if (value == null) {
                throw new IOException("no end");
            }
            switch (key) {
                case "TableKind" -> primary = json.getText().equals("PrimaryResult");
                case "Columns" -> schema = JsonCells.columns(json);
                case "Rows" -> {
                    if (primary) {
                        return JsonRows.at(json, schema);
                    }
                    json.skipChildren();
                }
                case "OneApiErrors" -> {
                    json.nextToken();
                    throw ServerError.read(json);
                }
                default -> json.skipChildren();
            }
        }
        return null;
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
