package dev.kelp.ingest;

import dev.kelp.tables.WrittenExtent;
import java.util.List;

/**
 * What became of files.
 *
 * @param extents complete files that the commit adds; empty where there were no rows
 * @param skipped never any unless {@link ValidationPolicy#bestEffort}
 * @param ids what {@code extent_id()} calls the extents, in their order; empty before the commit
 */
public record Ingested(List<WrittenExtent> extents, Skipped skipped, List<String> ids) {
    public Ingested {
        extents = List.copyOf(extents);
        ids = List.copyOf(ids);
    }

    Ingested(List<WrittenExtent> extents, Skipped skipped) {
        this(extents, skipped, List.of());
    }
}
