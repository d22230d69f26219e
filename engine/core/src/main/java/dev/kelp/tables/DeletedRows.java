package dev.kelp.tables;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one extent that a commit is to delete.
 *
 * @param extent the number of its data file
 * @param replaces the file with the positions deleted before, as the extent had it when the rows were looked for; empty for none
 * @param file a file with all positions deleted, those before too; null where no row is left, so that the extent ends
 */
public record DeletedRows(
        long extent, String replaces, @Nullable WrittenExtent file) {
    /** The files written. */
    public static List<WrittenExtent> files(List<DeletedRows> deletions) {
        return deletions.stream()
                .map(DeletedRows::file)
                .filter(file -> file != null)
                .toList();
    }
}
