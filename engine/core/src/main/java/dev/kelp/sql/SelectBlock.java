package dev.kelp.sql;

import dev.kelp.plan.Column;
import dev.kelp.plan.References;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One SELECT being written: operators fold into it as long as it says the same; then it becomes a subquery of the next. */
final class SelectBlock {
    private final String from;
    private final Map<Integer, String> columns = new LinkedHashMap<>();
    private final Set<Integer> computed = new LinkedHashSet<>();
    private final List<String> where = new ArrayList<>();
    private List<String> groupBy = List.of();
    /** What makes one row of all rows, where there are no keys. */
    private List<String> totals = List.of();

    private boolean total;
    private String tail = "";
    private boolean closed;
    private boolean windows;

    /** @param from what follows FROM; empty for a SELECT of constants */
    SelectBlock(String from) {
        this.from = from;
    }

    SelectBlock column(Column column, String sql) {
        columns.put(column.id(), sql);
        return this;
    }

    SelectBlock computed(Column column, String sql) {
        computed.add(column.id());
        return column(column, sql);
    }

    String sql(Column column) {
        String sql = columns.get(column.id());
        if (sql == null) {
            throw new IllegalStateException("no column " + column + " in " + from);
        }
        return sql;
    }

    /** Whether rows may no longer be filtered, grouped or windowed in this SELECT. */
    boolean isClosed() {
        return closed;
    }

    boolean isLimited() {
        return !tail.isEmpty();
    }

    void where(String condition) {
        where.add(condition);
    }

    /** The same rows with other columns; only from {@link #canInline}. */
    SelectBlock withColumns() {
        SelectBlock block = new SelectBlock(from);
        block.where.addAll(where);
        block.groupBy = groupBy;
        block.totals = totals;
        block.total = total;
        block.tail = tail;
        block.closed = closed;
        block.windows = windows;
        return block;
    }

    /** Keeps the columns of another block beside the new ones. */
    SelectBlock keeping(SelectBlock other) {
        columns.putAll(other.columns);
        computed.addAll(other.computed);
        return this;
    }

    /** Whether values can be written over this block's columns without computing anything twice. */
    boolean canInline(Iterable<? extends Scalar> scalars) {
        Map<Column, Integer> counts = References.counts(scalars);
        return counts.entrySet().stream()
                .noneMatch(e -> e.getValue() > 1 && computed.contains(e.getKey().id()));
    }

    boolean readsComputed(Iterable<? extends Scalar> scalars) {
        return References.counts(scalars).keySet().stream().anyMatch(c -> computed.contains(c.id()));
    }

    /**
     * Whether it can be sorted by these columns as it stands: Spark sorts neither by a window over a total, nor by a total that it does
     * not give.
     */
    boolean canSortBy(List<SortKey> keys) {
        return !total
                && (!windows
                        || keys.stream()
                                .noneMatch(k -> computed.contains(k.column().id())));
    }

    /** @param aggregates SQL of the aggregates over the groups */
    SelectBlock grouped(List<String> keys, List<String> aggregates) {
        groupBy = keys;
        total = keys.isEmpty();
        totals = aggregates;
        closed = true;
        return this;
    }

    SelectBlock windowed() {
        closed = true;
        windows = true;
        return this;
    }

    SelectBlock limited(String clause) {
        tail = clause;
        closed = true;
        return this;
    }

    /** The SELECT's text, with these columns under their SQL names. */
    String select(List<Column> output) {
        String list = output.stream().map(this::named).collect(Collectors.joining(", "));
        StringBuilder out = new StringBuilder("SELECT ").append(list.isEmpty() ? "1 AS one" : list);
        if (!from.isEmpty()) {
            out.append(" FROM ").append(from);
        }
        if (!where.isEmpty()) {
            out.append(" WHERE ").append(String.join(" AND ", where));
        }
        if (!groupBy.isEmpty()) {
            out.append(" GROUP BY ").append(String.join(", ", groupBy));
        }
        if (total && output.stream().map(this::sql).noneMatch(this::aggregates)) {
            // Without an aggregate in sight the rows would not become one.
            out.append(" HAVING count(*) >= 0");
        }
        return out.append(tail).toString();
    }

    /** Whether a value surely makes one row of all: an aggregate inside a table of its own does not. */
    private boolean aggregates(String sql) {
        return totals.stream().anyMatch(sql::contains) && !sql.contains("SELECT ");
    }

    private String named(Column column) {
        String sql = sql(column);
        return sql.equals(column.sql()) ? sql : sql + " AS " + column.sql();
    }
}
