package dev.kelp.bind;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers a small query while another is bound, for tables whose columns depend on the data ({@code bag_unpack}, {@code pivot}). The
 * engine gives one that runs on the query's own executor and snapshot; a compiler alone has none.
 */
@FunctionalInterface
public interface Probe {
    /** The rows of a table, as carriers of its columns' types. */
    List<@Nullable Object[]> rows(Relation table);
}
