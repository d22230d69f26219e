package dev.kelp.tables;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that takes the place of others with the same rows, each of which keeps its identity, its commit and its time.
 *
 * @param sources what the file was made of
 * @param file the file; null where no row is left
 * @param firstRowId the least identity of a row
 * @param first the earliest commit of a row
 * @param last the latest commit of a row
 * @param created when the rows count as made, in ticks: the latest of the sources
 * @param ingested when the last of them came in, in ticks, or {@link Extent.Arrival#FORGOTTEN}
 * @param tags those of all sources
 */
public record RewrittenExtent(
        List<Source> sources,
        @Nullable WrittenExtent file,
        long firstRowId,
        long first,
        long last,
        long created,
        long ingested,
        List<String> tags) {

    /**
     * An extent as it was when it was read.
     *
     * @param deleteFile absolute path of the file with its deleted positions, empty for none
     * @param inlinedDeletes how many further positions the catalogue held
     */
    public record Source(long extent, String deleteFile, int inlinedDeletes) {
        static Source of(Extent extent) {
            return new Source(
                    extent.id(), extent.deletions(), extent.deletedRows().size());
        }
    }

    public RewrittenExtent {
        sources = List.copyOf(sources);
        tags = List.copyOf(tags);
    }

    public static List<Source> sources(List<Extent> extents) {
        return extents.stream().map(Source::of).toList();
    }
}
