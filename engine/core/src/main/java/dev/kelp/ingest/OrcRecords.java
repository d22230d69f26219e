package dev.kelp.ingest;

import dev.kelp.types.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of an ORC file, stripe by stripe; of each column one block is in memory. */
final class OrcRecords implements Records {
    private final OrcFile file;
    private final List<ProtoMessage> types;
    private final Iterator<ProtoMessage> stripes;
    private @Nullable OrcColumn root;
    private long left;
    private long number;

    OrcRecords(Path path) throws IOException, Malformed {
        this.file = new OrcFile(path);
        boolean opened = false;
        try {
            this.types = file.types();
            List<ProtoMessage> all = file.stripes();
            this.stripes = all.iterator();
            long rows = 0;
            for (ProtoMessage stripe : all) {
                rows += stripe.number(5);
            }
            boolean records = !types.isEmpty()
                    && types.get(0).number(1) == 12
                    && !types.get(0).numbers(2).isEmpty();
            if (!records || rows != file.rows()) {
                throw new Malformed(
                        records ? "is damaged: its stripes hold other rows than it says" : "holds no records", true);
            }
            opened = true;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    @Override
    public @Nullable Json next() throws IOException, Malformed {
        OrcColumn now = root;
        while (now == null || left <= 0) {
            if (!stripes.hasNext()) {
                return null;
            }
            OrcStripe stripe = new OrcStripe(file, stripes.next());
            left = stripe.rows();
            now = OrcColumn.root(stripe, types);
            root = now;
        }
        left--;
        number++;
        return now.next();
    }

    @Override
    public String place() {
        return "Record " + number;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
