package dev.kelp.spark;

import dev.kelp.run.ExtentSql;
import dev.kelp.run.Literals;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.Extent;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every task of a read runs over its own extents.
 *
 * @param outputs SQL of the columns handed to Spark, over the request's columns
 * @param tail what follows FROM: conditions, grouping, limit
 */
record TaskQuery(ScanRequest request, List<String> outputs, String tail) implements Serializable {
    TaskQuery {
        outputs = List.copyOf(outputs);
    }

    static TaskQuery of(
            TableDef table,
            ValueForm form,
            List<ColumnDef> outputs,
            Collection<ColumnDef> read,
            List<ColumnPredicate> exact,
            List<String> conditions,
            @Nullable PartialAggregation aggregation,
            int limit) {
        List<String> sql = aggregation == null
                ? outputs.stream()
                        .map(c -> form.sql(c, Literals.name(c.name())))
                        .toList()
                : aggregation.outputs();
        String tail = (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + (aggregation == null || aggregation.keys().isEmpty()
                        ? ""
                        : " GROUP BY " + String.join(", ", aggregation.keys()))
                + (limit < 0 ? "" : " LIMIT " + limit);
        return new TaskQuery(new ScanRequest(table, List.copyOf(read), exact), sql, tail);
    }

    /** The SQL over some extents. Where Spark only counts rows, one column of no meaning stands for them. */
    String sql(List<Extent> extents, ExtentSql.InlinedSource inlined) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < outputs.size(); i++) {
            columns.append(i == 0 ? "" : ", ")
                    .append(outputs.get(i))
                    .append(" AS o")
                    .append(i);
        }
        return "SELECT " + (outputs.isEmpty() ? "true AS o0" : columns) + " FROM "
                + ExtentSql.of(request, extents, inlined) + " AS t" + tail;
    }
}
