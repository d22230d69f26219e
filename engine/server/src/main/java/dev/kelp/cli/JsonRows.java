package dev.kelp.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kelp.types.Schema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows out of a JSON array of arrays. Ends with the parser at the end of the outer array. */
final class JsonRows implements Rows {
    private final JsonParser json;
    private final Schema schema;
    private @Nullable Object[] row = {};
    private boolean ended;

    private JsonRows(JsonParser json, Schema schema) {
        this.json = json;
        this.schema = schema;
    }

    /** The rows of the field {@code Rows}, the parser being before or at its array. */
    static JsonRows at(JsonParser json, Schema schema) throws IOException {
        while (json.currentToken() != JsonToken.START_ARRAY || !"Rows".equals(json.currentName())) {
            if (json.nextToken() == null) {
                throw new IOException("no rows");
            }
        }
        return new JsonRows(json, schema);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean next() {
        if (ended) {
            return false;
        }
        try {
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_ARRAY) {
                row = JsonCells.row(json, schema);
                return true;
            }
            if (token == JsonToken.START_OBJECT) {
                throw exceptions();
            }
            if (token != JsonToken.END_ARRAY) {
                throw new IOException("no end");
            }
            ended = true;
            return false;
        } catch (IOException e) {
            throw RemoteSession.broken(e);
        }
    }

    /** An object in place of a row says why there are no more. */
    private RemoteFailure exceptions() throws IOException {
        while (json.nextToken() != null) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                return new RemoteFailure("error: " + json.getText());
            }
        }
        throw new IOException("no end");
    }

    @Override
    public @Nullable Object value(int column) {
        return row[column];
    }
}
