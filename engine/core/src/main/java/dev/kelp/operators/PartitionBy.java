package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Partition;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.syntax.OperatorSyntax;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code partition by k (top 1 by x)}: a sub-pipeline over the rows of each key (R162); or {@code partition by k { T | … }}, a query
 * per key in which {@code k} is the key's value.
 *
 * @param body null where there is a query of its own
 * @param query null where there is a body
 */
record PartitionBy(
        OperatorParameters settings,
        Cursor.Name key,
        @Nullable List<OperatorSyntax> body,
        @Nullable Expr query,
        Span span)
        implements Operator {
    private static final Set<String> STRATEGIES = Set.of("native", "shuffle", "legacy");

    static PartitionBy parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings = OperatorParameters.parse(cursor);
        cursor.expect("by");
        Cursor.Name key = cursor.name("a column");
        if (cursor.accept("{")) {
            Expr query = exprs.tabular();
            cursor.expect("}");
            return new PartitionBy(settings, key, null, query, word.span());
        }
        return new PartitionBy(settings, key, body(cursor, exprs), null, word.span());
    }

    /** {@code __partitionby k id x (…)}: the form that other operators of Kusto are made of. */
    static PartitionBy parseHidden(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings = OperatorParameters.parse(cursor);
        Cursor.Name key = cursor.name("a column");
        if (cursor.accept("id")) {
            cursor.next();
        }
        return new PartitionBy(settings, key, body(cursor, exprs), null, word.span());
    }

    private static List<OperatorSyntax> body(Cursor cursor, ExprParser exprs) {
        cursor.expect("(");
        List<OperatorSyntax> body = exprs.subpipeline();
        cursor.expect(")");
        return body;
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        String strategy = settings.get("hint.strategy", "legacy");
        if (!STRATEGIES.contains(strategy)) {
            throw Problem.SYNTAX
                    .at(settings.span("hint.strategy", span), "No strategy '" + strategy + "' of partition.")
                    .hint("The strategies are native, shuffle and legacy.");
        }
        Column column = binder.column(input, key.text(), key.span());
        if (column.type() == KqlType.DYNAMIC) {
            throw Problem.NOT_GROUPABLE.at(key.span(), "a partition's key");
        }
        Partition partition = Partition.of(input, column, List.of(), binder.session());
        Binder inner = binder.within(span);
        Relation bound = body(inner, partition);
        Partition.Lifted lifted = partition.lift(bound);
        List<SortKey> order = new ArrayList<>();
        if (!input.order().isEmpty() || !bound.order().isEmpty()) {
            order.add(new SortKey(lifted.key(), false, true));
            order.addAll(bound.order());
        }
        List<Plan.Assign> assigns =
                bound.columns().stream().map(Plan.Assign::of).toList();
        return Relation.of(lifted.plan(), List.of()).ordered(order, false).project(lifted.plan(), assigns);
    }

    private Relation body(Binder inner, Partition partition) {
        // The key's value is there where its column is not: after a summarize, and in a query of its own.
        inner.remember(key.text(), partition.key());
        if (body != null) {
            return inner.apply(body, partition.leaf());
        }
        return inner.table(java.util.Objects.requireNonNull(query));
    }
}
