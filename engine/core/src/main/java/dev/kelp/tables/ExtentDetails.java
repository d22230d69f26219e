package dev.kelp.tables;

import java.util.List;

/**
 * A data file of a table, as its catalogue describes it.
 *
 * @param id the catalogue's number of the file
 * @param rows rows in the file, deleted ones counted
 * @param deletedRows how many of them are deleted
 * @param bytes size of the file
 * @param firstRowId the identity of its first row, where rows don't carry theirs
 * @param snapshot the commit that brought it
 * @param created when its rows count as made, in ticks
 * @param ingested when they came in, in ticks
 * @param partition which partition of which partitioning its rows are of, as a name to compare; empty for none
 */
public record ExtentDetails(
        long id,
        long rows,
        long deletedRows,
        long bytes,
        long firstRowId,
        long snapshot,
        long created,
        long ingested,
        List<String> tags,
        String partition) {
    public ExtentDetails {
        tags = List.copyOf(tags);
    }
}
