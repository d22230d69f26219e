package dev.kelp.functions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Java method over all the rows of one or several tables, for algorithms that SQL can't say. Pure and thread-safe; it refuses
 * what is wrong with the data by {@link dev.kelp.text.KqlException}.
 */
@FunctionalInterface
public interface RowsBody {
    /**
     * @param tables at least one
     * @param constants carriers, null for null
     * @return rows of carriers of the types that the call says it yields, in their order
     */
    List<@Nullable Object[]> apply(List<TableRows> tables, @Nullable Object[] constants);
}
