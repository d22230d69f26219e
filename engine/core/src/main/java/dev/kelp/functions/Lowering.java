package dev.kelp.functions;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a row means to an executor. */
public sealed interface Lowering {

    /**
     * SQL text per dialect with holes. A dialect that is missing cannot run the row.
     *
     * <p>Holes: <code>{0}</code> the first argument's SQL (already in parentheses where it needs them), <code>{0...}</code>
     * all arguments from the first on, separated by commas; <code>{F}</code> in aggregates: {@code FILTER (WHERE …)} or
     * nothing; <code>{L0}</code> in aggregates: the JSON array text of the first argument over the group's rows, in the rows'
     * order, nulls left out, {@code []} of none; <code>{N0}</code> the same with nulls kept; <code>@name(</code> calls the internal Java row of
     * that name.
     */
    record Sql(Map<Dialect, String> templates) implements Lowering {
        public Sql {
            templates = Map.copyOf(templates);
        }
    }

    /**
     * A Java body.
     *
     * @param nulls whether the body sees nulls; otherwise one null among the required non-string arguments makes the result null
     */
    record Java(JavaBody body, boolean nulls) implements Lowering {}

    /** KQL text over the parameters {@code _0, _1, …}, bound in place of the call. */
    record Macro(String kql) implements Lowering {}

    /** Known to the binder by name: control of evaluation, tables, time of the query and the like. */
    record Special(@Nullable String why) implements Lowering {}
}
