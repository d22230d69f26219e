package dev.kelp.tables;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an ingestion asks of its commit.
 *
 * @param tags written on the extents, each once
 * @param created when the rows count as made, in ticks: retention and caching go by it; null for the time of the commit
 * @param unlessIngested nothing is done where a live extent of the table has one of these values behind the tag {@value #INGEST_BY}
 */
public record IngestionProperties(
        List<String> tags, @Nullable Long created, Set<String> unlessIngested) implements Serializable {
    public static final IngestionProperties NONE = new IngestionProperties(List.of(), null, Set.of());

    /** What a tag begins with that makes an ingestion known by name. */
    public static final String INGEST_BY = "ingest-by:";

    /** Tags that keep extents apart begin so: whoever drops by them must find just those rows. */
    public static final String DROP_BY = "drop-by:";

    public IngestionProperties {
        tags = List.copyOf(new LinkedHashSet<>(tags));
        unlessIngested = Set.copyOf(unlessIngested);
    }
}
