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
import org.jspecify.annotations.Nullable;

/** {@code mv-expand a, b = d.x to typeof(long) limit 5}: a row per element of arrays or bags (R146, R147). */
record MvExpand(
        OperatorParameters settings,
        List<Part> parts,
        @Nullable Expr limit,
        Span span) implements Operator {

    /** One array: what, its column's name if given, and the elements' type if given. */
    record Part(Expr.Item item, @Nullable KqlType type) {}

    static MvExpand parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings = OperatorParameters.parse(cursor, "kind", "bagexpansion", "with_itemindex");
        List<Part> parts = new ArrayList<>();
        do {
            Expr.Item item = exprs.item(false);
            KqlType type = null;
            if (cursor.accept("to")) {
                if (!(exprs.expr() instanceof Expr.TypeOf typeOf)) {
                    throw cursor.expected("typeof(…)");
                }
                type = typeOf.type();
            }
            parts.add(new Part(item, type));
        } while (cursor.accept(","));
        Expr limit = cursor.accept("limit") ? exprs.expr() : null;
        return new MvExpand(settings, parts, limit, word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        String kind = settings.get("kind", settings.get("bagexpansion", "bag"));
        if (!kind.equals("bag") && !kind.equals("array")) {
            throw Problem.SYNTAX
                    .at(settings.span("kind", span), "No kind '" + kind + "' of mv-expand.")
                    .hint("The kinds are bag and array.");
        }
        RowContext row = binder.row(input);
        List<Plan.Assign> items = new ArrayList<>();
        for (Part part : parts) {
            Scalar value = binder.scalar(part.item().expr(), row);
            if (value.type() != KqlType.DYNAMIC) {
                throw Problem.WRONG_TYPE.at(
                        part.item().span(),
                        "What mv-expand expands",
                        "dynamic",
                        value.type().kql());
            }
            Scalar pairs = new Scalar.Literal(KqlType.BOOL, kind.equals("array"));
            items.add(new Plan.Assign(
                    binder.column("item", KqlType.DYNAMIC),
                    binder.internal("mv_joined", part.item().span(), value, pairs)));
        }
        Column position = binder.column("$position", KqlType.LONG);
        Plan plan = new Plan.Unnest(row.plan(), items, position);
        if (limit != null) {
            Scalar most = new Scalar.Literal(KqlType.LONG, binder.constantLong(limit, "The limit"));
            plan = new Plan.Filter(plan, binder.call("<", limit.span(), new Scalar.Ref(position), most));
        }
        return columns(input, row, plan, items, position, binder);
    }

    private Relation columns(
            Relation input, RowContext row, Plan plan, List<Plan.Assign> items, Column position, Binder binder) {
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Column column : input.columns()) {
            assigns.add(new Plan.Assign(column, new Scalar.Ref(column)));
        }
        ColumnNamer namer = new ColumnNamer(input.names());
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Scalar element = new Scalar.Ref(items.get(i).column());
            KqlType type = part.type();
            if (type != null && type != KqlType.DYNAMIC) {
                element = binder.as(element, type);
            }
            String own = part.item().name() != null
                    ? part.item().name()
                    : ColumnNamer.implied(part.item().expr());
            String name = own != null ? own : namer.fresh(null);
            Plan.Assign assign = new Plan.Assign(binder.column(name, element.type()), element);
            int at = -1;
            for (int j = 0; j < assigns.size(); j++) {
                if (assigns.get(j).column().name().equals(name)) {
                    at = j;
                }
            }
            if (at >= 0) {
                assigns.set(at, assign);
            } else {
                assigns.add(assign);
            }
        }
        String index = settings.get("with_itemindex");
        if (index != null) {
            assigns.add(new Plan.Assign(binder.column(index, KqlType.LONG), new Scalar.Ref(position)));
        }
        List<SortKey> order = new ArrayList<>(row.extended().order());
        if (!order.isEmpty()) {
            order.add(new SortKey(position, false, true));
        }
        return input.ordered(order, false).project(plan, assigns);
    }
}
