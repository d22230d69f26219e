package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What mv-expand and mv-apply share: {@code with_itemindex=i a, b = d.x to typeof(long) limit 5}. */
record Expansion(
        OperatorParameters settings,
        List<Part> parts,
        @Nullable Expr limit) {

    /** One array: what, its column's name if given, and the elements' type if given. */
    record Part(Expr.Item item, @Nullable KqlType type) {}

    static Expansion parse(Cursor cursor, ExprParser exprs) {
        OperatorParameters settings =
                OperatorParameters.parse(cursor, "kind=bag|array", "bagexpansion=bag|array", "with_itemindex");
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
        return new Expansion(settings, parts, limit);
    }

    /**
     * The elements as one of the arrays gives them.
     *
     * @param source the column that is the array, null where it is computed
     */
    record Element(String name, Scalar value, @Nullable Column source) {}

    /**
     * A row per element.
     *
     * @param position the element's 0-based place in its array
     */
    record Expanded(Plan plan, List<Element> elements, Column position) {}

    /** @param operator the operator's word, for messages */
    Expanded bind(RowContext row, Binder binder, String operator, Span span) {
        String kind = settings.get("kind", settings.get("bagexpansion", "bag"));
        if (!kind.equals("bag") && !kind.equals("array")) {
            throw Problem.SYNTAX
                    .at(settings.span("kind", span), "No kind '" + kind + "' of " + operator + ".")
                    .hint("The kinds are bag and array.");
        }
        List<Plan.Assign> items = new ArrayList<>();
        List<Scalar> arrays = new ArrayList<>();
        for (Part part : parts) {
            Scalar value = binder.scalar(part.item().expr(), row);
            if (value.type() != KqlType.DYNAMIC) {
                throw Problem.WRONG_TYPE.at(
                        part.item().span(),
                        "What " + operator + " expands",
                        "dynamic",
                        value.type().kql());
            }
            arrays.add(value);
            Scalar pairs = new Scalar.Literal(KqlType.BOOL, kind.equals("array"));
            Span at = part.item().span();
            // Cut before the rows are made: each of them would carry the whole row it came from.
            Scalar joined = limit == null
                    ? binder.internal("mv_joined", at, value, pairs)
                    : binder.internal(
                            "mv_joined_first",
                            at,
                            value,
                            pairs,
                            new Scalar.Literal(KqlType.LONG, binder.constantLong(limit, "The limit")));
            items.add(new Plan.Assign(binder.column("item", KqlType.DYNAMIC), joined));
        }
        Column position = binder.column(Binder.ORDINAL, KqlType.LONG);
        Plan plan = new Plan.Unnest(row.plan(), items, position);
        ColumnNamer namer = new ColumnNamer(row.relation().names(), binder.session());
        List<Element> elements = new ArrayList<>();
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
            Column source =
                    arrays.get(i) instanceof Scalar.Ref ref && part.item().name() == null ? ref.column() : null;
            elements.add(new Element(own != null ? own : namer.fresh(null), element, source));
        }
        return new Expanded(plan, elements, position);
    }
}
