package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** {@code summarize a = count(), … by k, …}: a row per group, keys first (R135, R136). */
record Summarize(List<Expr.Item> aggregates, List<Expr.Item> keys, Span span) implements Operator {
    static Summarize parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters.parse(cursor);
        List<Expr.Item> aggregates = cursor.at("by") ? List.of() : exprs.items();
        List<Expr.Item> keys = cursor.accept("by") ? exprs.items() : List.of();
        return new Summarize(aggregates, keys, word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        RowContext row = binder.row(input);
        ColumnNamer namer = new ColumnNamer(List.of(), binder.session());
        List<Plan.Assign> groups = new ArrayList<>();
        for (Expr.Item key : keys) {
            Scalar value = binder.scalar(key.expr(), row);
            if (value.type() == KqlType.DYNAMIC) {
                throw Problem.NOT_GROUPABLE.at(key.span(), "grouping");
            }
            groups.add(new Plan.Assign(binder.column(namer.name(key), value.type()), value));
        }
        Aggregates gathered = new Aggregates(binder, row, groups);
        List<Plan.Assign> results = new ArrayList<>();
        for (Expr.Item item : aggregates) {
            if (item.expr() instanceof Expr.Call call && gathered.isMultiple(call)) {
                for (Aggregates.Part part : gathered.multiple(
                        call, item.names().stream().map(Cursor.Name::text).toList(), namer)) {
                    results.add(new Plan.Assign(
                            binder.column(part.name(), part.value().type()), part.value()));
                }
                continue;
            }
            row.aggregating(gathered);
            Scalar value = binder.scalar(item.expr(), row);
            row.aggregating(null);
            results.add(new Plan.Assign(binder.column(namer.name(item), value.type()), value));
        }
        Column first = gathered.firstRow();
        Plan.Aggregate plan = new Plan.Aggregate(row.plan(), gathered.keys(), gathered.columns());
        List<Plan.Assign> all = new ArrayList<>();
        for (Plan.Assign group : groups) {
            all.add(new Plan.Assign(group.column(), new Scalar.Ref(group.column())));
        }
        all.addAll(results);
        List<Column> columns = all.stream().map(Plan.Assign::column).toList();
        if (first == null) {
            return Relation.of(new Plan.Project(plan, all), columns);
        }
        return Relation.of(plan, columns)
                .ordered(List.of(new SortKey(first, false, true)), false)
                .project(plan, all);
    }
}
