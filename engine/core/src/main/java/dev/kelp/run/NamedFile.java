package dev.kelp.run;

import dev.kelp.tables.Extent;
import dev.kelp.tables.FileForm;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.Storage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL of the rows of one file that another program made, which holds columns by names: the stored columns as {@code c1, c2, …}, and
 * the rows' numbers.
 */
final class NamedFile {
    private static final String SNAPSHOT = "_ducklake_internal_snapshot_id";

    private final Extent extent;
    private final FileForm form;
    private final Collection<StoredColumn> columns;

    NamedFile(Extent extent, Collection<StoredColumn> columns) {
        this.extent = extent;
        this.form = extent.form();
        this.columns = columns;
    }

    String sql() {
        List<String> outputs = new ArrayList<>(List.of("file_row_number"));
        if (extent.mixture().rows()) {
            outputs.add("CAST(" + Literals.name(SNAPSHOT) + " AS BIGINT) AS " + OriginColumn.BEGIN);
            outputs.add("CAST(" + extent.arrival().ticks() + " AS BIGINT) AS " + OriginColumn.TICKS);
        }
        for (StoredColumn stored : columns) {
            long id = stored.column().id();
            Storage storage = stored.column().storage();
            outputs.add("CAST(" + value(id, storage.initialDefault()) + " AS " + stored.readType() + ") AS c" + id);
            Storage.Remainder remainder = storage.remainder();
            if (stored.hasRemainder() && remainder != null) {
                outputs.add("CAST(" + value(remainder.id(), null) + " AS "
                        + Storage.Remainder.sqlType(stored.column().type()) + ") AS c" + remainder.id());
            }
        }
        return "(SELECT " + String.join(", ", outputs) + " FROM read_parquet([" + Literals.string(extent.path())
                + "], file_row_number = true, hive_partitioning = false))";
    }

    private String value(long id, @Nullable String otherwise) {
        String name = form.names().get(id);
        if (name != null) {
            return Literals.name(name);
        }
        List<String> inPath = form.values().get(id);
        String text = inPath == null ? otherwise : inPath.isEmpty() ? null : inPath.get(0);
        return text == null ? "NULL" : Literals.string(text);
    }
}
