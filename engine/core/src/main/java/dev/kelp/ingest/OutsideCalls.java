package dev.kelp.ingest;

import dev.kelp.bind.Outside;
import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.run.HttpCalls;
import dev.kelp.run.HttpHosts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the engine asks of the world outside for one query. */
public final class OutsideCalls implements Outside {
    private final FileSchemas files;
    private final HttpCalls http;
    private final Cancellation cancellation;
    private final ExternalFiles external;

    public OutsideCalls(DuckDb duckDb, HttpHosts hosts, Cancellation cancellation) {
        this.files = new FileSchemas(duckDb);
        this.http = new HttpCalls(hosts);
        this.cancellation = cancellation;
        this.external = new ExternalFiles(duckDb, hosts, cancellation);
    }

    @Override
    public List<@Nullable Object[]> rows(FileRequest request) {
        return external.rows(request);
    }

    @Override
    public HttpAnswer http(HttpCall call) {
        return http.send(call, cancellation);
    }

    @Override
    public List<FileColumn> columns(FileSample sample) {
        return files.columns(sample);
    }
}
