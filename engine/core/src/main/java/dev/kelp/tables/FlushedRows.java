package dev.kelp.tables;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that lay inside the catalogue and are now in a file, which no catalogue names yet.
 *
 * @param source the name of the table inside the catalogue
 * @param file their file: each row says by which commit it came in
 * @param firstRowId the least identity of a row
 * @param firstBegin the first commit by which some came in
 * @param lastBegin the last one
 * @param lastTicks when that was
 * @param deletions a file with the positions of the rows that were ended, each with the commit; null where there are none
 * @param firstEnd the first commit by which some were ended
 * @param lastEnd the last one
 */
public record FlushedRows(
        String source,
        WrittenExtent file,
        long firstRowId,
        long firstBegin,
        long lastBegin,
        long lastTicks,
        @Nullable WrittenExtent deletions,
        long firstEnd,
        long lastEnd) {

    /** What has to go where the commit fails. */
    public List<WrittenExtent> files() {
        List<WrittenExtent> files = new ArrayList<>(List.of(file));
        if (deletions != null) {
            files.add(deletions);
        }
        return files;
    }
}
