package dev.kelp.ingest;

import dev.kelp.types.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of a delimited file as arrays of strings, of the width that is asked for. */
final class DelimitedRecords implements Records {
    private final DelimitedReader reader;
    private final RecordWidth width;

    DelimitedRecords(DelimitedReader reader, RecordWidth width) {
        this.reader = reader;
        this.width = width;
    }

    @Override
    public @Nullable Json next() throws IOException, Malformed {
        List<String> cells = reader.read();
        return cells == null ? null : record(cells, reader.delimiter(), width);
    }

    static Json record(List<String> cells, char delimiter, RecordWidth width) throws Malformed {
        width.check(cells, delimiter);
        List<Json> items = new ArrayList<>(cells.size());
        for (String cell : cells) {
            items.add(new Json.Text(cell));
        }
        return new Json.Array(items);
    }

    @Override
    public String place() {
        return "Line " + reader.line();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
