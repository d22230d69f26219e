package dev.kelp.sql;

import dev.kelp.functions.Dialect;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.tables.ScanRequest;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans to SQL: each node folds into the SELECT of its input, or makes that a subquery of its own. */
public final class SqlGenerator implements Plan.Visitor<SelectBlock> {
    private static final String RUNNING_FRAME = " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";

    private final DialectSyntax syntax;
    private final ScalarSql scalars;
    private final List<SqlText.ScanSlot> scans = new ArrayList<>();
    private final Map<String, String> shared = new LinkedHashMap<>();
    private int subqueries;

    private SqlGenerator(DialectSyntax syntax) {
        this.syntax = syntax;
        this.scalars = new ScalarSql(syntax, this::block);
    }

    /** The SQL of a plan's visible columns in an order. */
    public static SqlText generate(Plan plan, List<Column> visible, List<SortKey> order, Dialect dialect) {
        SqlGenerator generator = new SqlGenerator(dialect == Dialect.DUCKDB ? new DuckDbSyntax() : new SparkSyntax());
        SelectBlock block = generator.block(plan);
        if (!order.isEmpty()) {
            if (block.isLimited() || !block.canSortBy(order)) {
                block = generator.subquery(block, plan.output());
            }
            block.limited(" ORDER BY " + generator.keys(order, block));
        }
        String sql = generator.withShared(block.select(visible));
        Schema schema = new Schema(
                visible.stream().map(c -> new Field(c.name(), c.type())).toList());
        return new SqlText(sql, schema, generator.scans, generator.scalars.functions());
    }

    /** The SQL of shared rows by their name, before those that read them. */
    private String withShared(String sql) {
        if (shared.isEmpty()) {
            return sql;
        }
        String as = syntax.dialect() == Dialect.DUCKDB ? " AS MATERIALIZED (" : " AS (";
        return shared.entrySet().stream()
                .map(e -> e.getKey() + as + e.getValue() + ")")
                .collect(Collectors.joining(", ", "WITH ", " " + sql));
    }

    private SelectBlock block(Plan plan) {
        return plan.accept(this);
    }

    private String alias() {
        return "t" + subqueries++;
    }

    private SelectBlock subquery(SelectBlock block, List<Column> output) {
        SelectBlock outer = new SelectBlock("(" + block.select(output) + ") AS " + alias());
        output.forEach(c -> outer.column(c, c.sql()));
        return outer;
    }

    private static List<Column> distinct(List<Column> columns) {
        return List.copyOf(new LinkedHashSet<>(columns));
    }

    @Override
    public SelectBlock scan(Plan.Scan scan) {
        String marker = "«scan" + scans.size() + "»";
        scans.add(new SqlText.ScanSlot(
                marker,
                new ScanRequest(
                        scan.table(),
                        scan.columns().stream()
                                .map(Plan.ScanColumn::stored)
                                .distinct()
                                .toList(),
                        scan.predicates())));
        SelectBlock block = new SelectBlock(marker + " AS " + alias());
        scan.columns()
                .forEach(c -> block.column(c.column(), syntax.quoted(c.stored().name())));
        return block;
    }

    @Override
    public SelectBlock values(Plan.Values values) {
        if (values.output().isEmpty() && values.rows().size() == 1) {
            return new SelectBlock("");
        }
        List<Column> output = values.output();
        SelectBlock none = new SelectBlock("");
        if (values.rows().isEmpty()) {
            String nulls = output.stream()
                    .map(c -> syntax.literal(c.type(), null) + " AS " + c.sql())
                    .collect(Collectors.joining(", "));
            SelectBlock block =
                    new SelectBlock("(SELECT " + (nulls.isEmpty() ? "1 AS one" : nulls) + ") AS " + alias());
            block.where("1 = 0");
            output.forEach(c -> block.column(c, c.sql()));
            return block;
        }
        if (ManyRows.areMany(values)) {
            return new ManyRows(values, syntax).block(alias(), alias());
        }
        String rows = values.rows().stream()
                .map(row -> row.isEmpty()
                        ? "(1)"
                        : row.stream().map(v -> scalars.of(v, none)).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        String names =
                output.isEmpty() ? "one" : output.stream().map(Column::sql).collect(Collectors.joining(", "));
        SelectBlock block = new SelectBlock("(VALUES " + rows + ") AS " + alias() + "(" + names + ")");
        output.forEach(c -> block.column(c, c.sql()));
        return block;
    }

    @Override
    public SelectBlock series(Plan.Series series) {
        SelectBlock none = new SelectBlock("");
        String from = scalars.of(series.from(), none);
        String to = scalars.of(series.to(), none);
        String step = scalars.of(series.step(), none);
        boolean real = series.column().type() == KqlType.REAL;
        // A little more than the quotient, so that 0.1 * 3 still reaches 0.3.
        String count = real
                ? "floor((" + to + " - " + from + ") / " + step + " + 1e-9)"
                : "floor((CAST(" + to + " AS DOUBLE) - " + from + ") / " + step + ")";
        if (!real && syntax.dialect() == Dialect.DUCKDB) {
            count = "((" + to + " - " + from + ") // " + step + ")";
            count = "CASE WHEN sign(" + to + " - " + from + ") = -sign(" + step + ") THEN -1 ELSE " + count + " END";
        } else if (!real) {
            count = "CASE WHEN sign(" + to + " - " + from + ") = -sign(" + step + ") THEN -1 ELSE (" + to + " - " + from
                    + ") div " + step + " END";
        }
        SelectBlock block = new SelectBlock(syntax.series(count, "i") + " AS " + alias());
        block.computed(series.column(), "(" + from + " + i * " + step + ")");
        return block;
    }

    @Override
    public SelectBlock filter(Plan.Filter filter) {
        SelectBlock input = block(filter.input());
        if (input.isClosed() || input.readsComputed(List.of(filter.predicate()))) {
            input = subquery(input, distinct(filter.input().output()));
        }
        input.where(scalars.of(filter.predicate(), input));
        return input;
    }

    @Override
    public SelectBlock project(Plan.Project project) {
        SelectBlock input = block(project.input());
        List<Scalar> values = project.columns().stream().map(Plan.Assign::value).toList();
        if (!input.canInline(values)) {
            input = subquery(input, distinct(project.input().output()));
        }
        SelectBlock block = input.withColumns();
        for (Plan.Assign assign : project.columns()) {
            if (assign.value() instanceof Scalar.Ref ref) {
                boolean heavy = input.readsComputed(List.of(ref));
                String sql = input.sql(ref.column());
                if (heavy) {
                    block.computed(assign.column(), sql);
                } else {
                    block.column(assign.column(), sql);
                }
            } else if (assign.value() instanceof Scalar.Literal) {
                block.column(assign.column(), scalars.of(assign.value(), input));
            } else {
                block.computed(assign.column(), scalars.of(assign.value(), input));
            }
        }
        return block;
    }

    @Override
    public SelectBlock aggregate(Plan.Aggregate aggregate) {
        SelectBlock input = block(aggregate.input());
        List<Scalar> read = new ArrayList<>(
                aggregate.keys().stream().map(Plan.Assign::value).toList());
        aggregate.aggregates().forEach(a -> read.addAll(a.arguments()));
        if (input.isClosed() || !input.canInline(read)) {
            input = subquery(input, distinct(aggregate.input().output()));
        }
        SelectBlock block = input.withColumns();
        List<String> keys = new ArrayList<>();
        List<String> aggregates = new ArrayList<>();
        for (Plan.Assign key : aggregate.keys()) {
            String sql = scalars.of(key.value(), input);
            block.computed(key.column(), sql);
            if (!(key.value() instanceof Scalar.Literal)) {
                keys.add(sql);
            }
        }
        if (keys.isEmpty() && !aggregate.keys().isEmpty()) {
            // Constant keys still make no row of no rows.
            keys.add(constantKey());
        }
        boolean lists = aggregate.aggregates().stream().anyMatch(a -> !a.order().isEmpty());
        for (Plan.AggregateColumn column : aggregate.aggregates()) {
            String order = column.order().isEmpty() ? null : keys(column.order(), input);
            String sql = scalars.aggregate(column, input, order, lists);
            block.computed(column.column(), sql);
            aggregates.add(sql);
        }
        return block.grouped(keys, aggregates);
    }

    /** A key that every row shares, in a form no dialect takes for the position of a column. */
    private String constantKey() {
        return "(" + syntax.literal(KqlType.LONG, 0L) + " + 0)";
    }

    @Override
    public SelectBlock window(Plan.Window window) {
        SelectBlock input = block(window.input());
        List<Scalar> read = new ArrayList<>();
        for (Plan.WindowColumn column : window.columns()) {
            read.addAll(column.arguments());
            column.partition().forEach(c -> read.add(new Scalar.Ref(c)));
            column.order().forEach(k -> read.add(new Scalar.Ref(k.column())));
        }
        if (input.isClosed() || input.readsComputed(read)) {
            input = subquery(input, distinct(window.input().output()));
        }
        SelectBlock block = input.withColumns().keeping(input);
        for (Plan.WindowColumn column : window.columns()) {
            block.computed(column.column(), windowSql(column, input));
        }
        return block.windowed();
    }

    private String windowSql(Plan.WindowColumn column, SelectBlock input) {
        List<String> arguments =
                column.arguments().stream().map(a -> scalars.of(a, input)).toList();
        String partition = column.partition().isEmpty()
                ? ""
                : column.partition().stream().map(input::sql).collect(Collectors.joining(", ", "PARTITION BY ", " "));
        String order = column.order().isEmpty() ? "" : "ORDER BY " + keys(column.order(), input);
        if (order.isEmpty() && syntax.dialect() == Dialect.SPARK) {
            // Spark wants an order; the rows' own is the nearest there is.
            order = "ORDER BY monotonically_increasing_id()";
        }
        String over = " OVER (" + partition + order;
        return switch (column.kind()) {
            case ROW_NUMBER -> "CAST(row_number()" + over + ") AS BIGINT)";
            case LAG, LEAD -> {
                String name = column.kind() == Plan.WindowKind.LAG ? "lag" : "lead";
                String offset = ((Scalar.Literal) column.arguments().get(1)).value() + "";
                yield name + "(" + arguments.get(0) + ", " + offset + ", " + arguments.get(2) + ")" + over + ")";
            }
            case RUNNING_SUM -> {
                String sum = "sum(" + arguments.get(0) + ")" + over + RUNNING_FRAME + ")";
                boolean whole = column.column().type() != KqlType.REAL;
                yield whole ? "CAST(" + sum + " AS BIGINT)" : sum;
            }
            case RUNNING_MAX -> "max(" + arguments.get(0) + ")" + over + RUNNING_FRAME + ")";
        };
    }

    @Override
    public SelectBlock limit(Plan.Limit limit) {
        SelectBlock input = block(limit.input());
        if (input.isLimited() || !input.canSortBy(limit.order())) {
            input = subquery(input, distinct(limit.input().output()));
        }
        String order = limit.order().isEmpty() ? "" : " ORDER BY " + keys(limit.order(), input);
        return input.limited(order + " LIMIT " + limit.count());
    }

    /** NaN stands with the nulls (R129), which neither dialect does by itself. */
    private String keys(List<SortKey> keys, SelectBlock block) {
        List<String> parts = new ArrayList<>();
        Set<Column> seen = new LinkedHashSet<>();
        for (SortKey key : keys) {
            if (!seen.add(key.column())) {
                continue;
            }
            String sql = block.sql(key.column());
            String direction = key.descending() ? " DESC" : " ASC";
            String nulls = key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST";
            switch (key.column().type()) {
                case REAL -> {
                    String nan = "isnan(" + sql + ")";
                    parts.add("CASE WHEN " + sql + " IS NULL THEN " + (key.nullsFirst() ? 0 : 2) + " WHEN " + nan
                            + " THEN 1 ELSE " + (key.nullsFirst() ? 2 : 0) + " END");
                    parts.add(sql + direction);
                }
                case DECIMAL -> parts.add(scalars.internal("decimal_key", sql) + direction + nulls);
                default -> parts.add(sql + direction + nulls);
            }
        }
        return String.join(", ", parts);
    }

    @Override
    public SelectBlock join(Plan.Join join) {
        List<Column> left = distinct(join.left().output());
        List<Column> right = distinct(join.right().output());
        SelectBlock leftBlock = block(join.left());
        SelectBlock rightBlock = block(join.right());
        String leftSql = "(" + leftBlock.select(left) + ") AS " + alias();
        String rightSql = "(" + rightBlock.select(right) + ") AS " + alias();
        SelectBlock names = new SelectBlock("");
        left.forEach(c -> names.column(c, c.sql()));
        right.forEach(c -> names.column(c, c.sql()));
        String on = join.keys().stream()
                .map(k -> {
                    String l = scalars.of(k.left(), names);
                    String r = scalars.of(k.right(), names);
                    return k.left().type() == KqlType.STRING ? l + " = " + r : syntax.same(l, r);
                })
                .collect(Collectors.joining(" AND "));
        SelectBlock block = new SelectBlock(
                leftSql + " " + joinWord(join.kind()) + " " + rightSql + " ON " + (on.isEmpty() ? "true" : on));
        join.output().forEach(c -> block.column(c, c.sql()));
        return block;
    }

    private String joinWord(Plan.JoinKind kind) {
        return switch (kind) {
            case INNER -> "JOIN";
            case LEFT_OUTER -> "LEFT JOIN";
            case RIGHT_OUTER -> "RIGHT JOIN";
            case FULL_OUTER -> "FULL JOIN";
            case LEFT_SEMI -> syntax.semiJoin();
            case LEFT_ANTI -> syntax.antiJoin();
        };
    }

    @Override
    public SelectBlock union(Plan.Union union) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < union.inputs().size(); i++) {
            List<Column> from = union.columns().get(i);
            SelectBlock input = block(union.inputs().get(i));
            if (input.isLimited()) {
                input = subquery(input, distinct(union.inputs().get(i).output()));
            }
            SelectBlock named = input.withColumns();
            for (int j = 0; j < from.size(); j++) {
                named.column(union.output().get(j), input.sql(from.get(j)));
            }
            parts.add(named.select(union.output()));
        }
        SelectBlock block = new SelectBlock("(" + String.join(" UNION ALL ", parts) + ") AS " + alias());
        union.output().forEach(c -> block.column(c, c.sql()));
        return block;
    }

    @Override
    public SelectBlock unnest(Plan.Unnest unnest) {
        SelectBlock input = block(unnest.input());
        List<Column> kept = distinct(unnest.input().output());
        // The lists are computed below, once, whatever the dialect does with them above.
        SelectBlock with = input.withColumns().keeping(input);
        List<Column> computed = new ArrayList<>(kept);
        List<String> lists = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (Plan.Assign item : unnest.items()) {
            Column list = new Column(-1 - item.column().id(), "list", KqlType.DYNAMIC);
            with.computed(list, scalars.of(item.value(), input));
            computed.add(list);
            lists.add(list.sql());
            items.add(item.column().sql());
        }
        String source = "(" + with.select(computed) + ") AS " + alias();
        Column position = unnest.position();
        String sql = syntax.unnest(
                source,
                kept.stream().map(Column::sql).toList(),
                lists,
                items,
                position == null ? null : position.sql());
        SelectBlock block = new SelectBlock("(" + sql + ") AS " + alias());
        unnest.output().forEach(c -> block.column(c, c.sql()));
        return block;
    }

    @Override
    public SelectBlock shared(Plan.Shared node) {
        if (!shared.containsKey(node.name())) {
            String sql = block(node.input()).select(node.columns());
            shared.put(node.name(), sql);
        }
        SelectBlock block = new SelectBlock(node.name() + " AS " + alias());
        for (int i = 0; i < node.output().size(); i++) {
            block.column(node.output().get(i), node.columns().get(i).sql());
        }
        return block;
    }

    @Override
    public SelectBlock fold(Plan.Fold fold) {
        String input = block(fold.input()).select(distinct(fold.input().output()));
        FoldSql writer = new FoldSql(fold, scalars, syntax, alias());
        String sql = syntax.dialect() == Dialect.DUCKDB ? writer.recursion(input) : writer.reduction(input);
        SelectBlock block = new SelectBlock("(" + sql + ") AS " + alias());
        fold.output().forEach(c -> block.column(c, c.sql()));
        return block;
    }
}
