package dev.kelp.tables;

import java.util.List;
import java.util.Set;

/**
 * Where the changes of a {@link ChangeRange} are to be read.
 *
 * @param files data files in which some rows may have come or gone
 * @param inlined rows inside the catalogue, those that have ended too
 * @param rewriting commits by which files came whose rows may have been there before
 */
public record ChangedExtents(List<ChangedFile> files, List<Extent> inlined, Set<Long> rewriting) {
    /**
     * A data file.
     *
     * @param extent all its rows, none of them deleted
     * @param firstRowId the identity of its first row, where rows don't carry theirs
     * @param ended the commit of the range by which the file ended, with all rows that were left; negative for none
     * @param before what was deleted before the range
     * @param within what was deleted in the range
     */
    public record ChangedFile(Extent extent, long firstRowId, long ended, List<Deleted> before, List<Deleted> within) {
        public ChangedFile {
            before = List.copyOf(before);
            within = List.copyOf(within);
        }
    }

    /**
     * Deleted rows of a data file.
     *
     * @param file absolute path of a Parquet file of positions, empty where they are given
     * @param positions the positions, where there is no file
     * @param commit by which they were deleted; where each row of the file says so itself, only rows of commits up to this one count
     * @param each whether each row of the file says it
     */
    public record Deleted(String file, List<Long> positions, long commit, boolean each) {
        public Deleted {
            positions = List.copyOf(positions);
        }
    }

    public ChangedExtents {
        files = List.copyOf(files);
        inlined = List.copyOf(inlined);
        rewriting = Set.copyOf(rewriting);
    }
}
