package dev.kelp.ingest;

import dev.kelp.tables.WrittenExtent;
import java.util.List;

/**
 * What became of files.
 *
 * @param extents complete files that the commit adds; empty where there were no rows
 * @param skipped never any unless {@link ValidationPolicy#bestEffort}
 */
public record Ingested(List<WrittenExtent> extents, Skipped skipped) {
    public Ingested {
        extents = List.copyOf(extents);
    }
}
