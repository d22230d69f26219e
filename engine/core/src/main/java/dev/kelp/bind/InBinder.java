package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.Json;
import dev.kelp.types.JsonText;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** Binds {@code in} and its kin: against a list, a dynamic array or a table (R37, R90). */
final class InBinder {
    private final Binder binder;
    private final ExprBinder exprs;

    InBinder(Binder binder, ExprBinder exprs) {
        this.binder = binder;
        this.exprs = exprs;
    }

    Scalar bind(Expr.In in) {
        Scalar value = exprs.bind(in.value());
        if (in.operator().startsWith("has_")) {
            return terms(in, value);
        }
        boolean negated = in.operator().startsWith("!");
        boolean folded = in.operator().endsWith("~");
        Span span = in.span();
        if (folded) {
            if (value.type() != KqlType.STRING && value.type() != KqlType.DYNAMIC) {
                throw Problem.OPERAND_TYPES.at(span, in.operator(), value.type().kql(), "a list");
            }
            value = ExprBinder.call("tolower", List.of(Conversions.to(value, KqlType.STRING)), span);
        }
        if (in.items().size() == 1 && binder.isTabular(in.items().get(0))) {
            return table(in, value, folded, negated);
        }
        List<Scalar> items = new ArrayList<>();
        for (Expr item : in.items()) {
            Scalar bound = exprs.bind(item);
            if (bound instanceof Scalar.Literal literal && bound.type() == KqlType.DYNAMIC) {
                elements(literal, value.type(), items, item.span());
            } else if (bound.type() == KqlType.DYNAMIC
                    && value.type() != KqlType.DYNAMIC
                    && in.items().size() == 1) {
                Scalar found = ExprBinder.call("set_has_element", List.of(bound, value), span);
                return negated ? ExprBinder.call("not", List.of(found), span) : found;
            } else {
                items.add(bound);
            }
        }
        return list(value, items, folded, negated, span);
    }

    private static Scalar list(Scalar value, List<Scalar> items, boolean folded, boolean negated, Span span) {
        KqlType common = value.type();
        for (Scalar item : items) {
            KqlType type = item instanceof Scalar.Literal l && l.type() == KqlType.STRING && common != KqlType.STRING
                    ? (common == KqlType.DYNAMIC ? KqlType.STRING : common)
                    : OverloadResolver.unify(common, item.type(), true);
            if (type == KqlType.DYNAMIC && common == KqlType.DYNAMIC) {
                type = item.type() == KqlType.LONG || item.type() == KqlType.INT ? KqlType.REAL : item.type();
            }
            if (type == null || type == KqlType.DYNAMIC) {
                throw Problem.OPERAND_TYPES.at(
                        span, "in", value.type().kql(), item.type().kql());
            }
            common = type;
        }
        List<Scalar> converted = new ArrayList<>();
        for (Scalar item : items) {
            Scalar one = item;
            if (item instanceof Scalar.Literal literal
                    && literal.type() == KqlType.STRING
                    && common != KqlType.STRING) {
                Object constant = dev.kelp.syntax.Literals.constant(common, String.valueOf(literal.value()));
                if (constant == null) {
                    continue;
                }
                one = new Scalar.Literal(common, constant);
            }
            one = Conversions.to(one, common);
            converted.add(folded ? ExprBinder.call("tolower", List.of(one), span) : one);
        }
        return new Scalar.In(Conversions.to(value, common), converted, negated);
    }

    /** The elements of a constant array as constants of the value's type; elements of other types can never match. */
    private static void elements(Scalar.Literal array, KqlType type, List<Scalar> into, Span span) {
        Json json = Json.of((String) array.value());
        List<Json> all = json instanceof Json.Array a ? a.items() : List.of(json);
        for (Json element : all) {
            if (element instanceof Json.Text text) {
                into.add(ExprBinder.text(text.value()));
            } else if (element instanceof Json.Int number) {
                into.add(new Scalar.Literal(KqlType.LONG, number.value()));
            } else if (element instanceof Json.Real number) {
                into.add(new Scalar.Literal(KqlType.REAL, number.value()));
            } else if (element instanceof Json.Exact number) {
                into.add(new Scalar.Literal(KqlType.REAL, number.value()));
            } else if (element instanceof Json.Bool bool) {
                into.add(new Scalar.Literal(KqlType.BOOL, bool.value()));
            } else if (element != Json.NULL) {
                throw Problem.OPERAND_TYPES.at(span, "in", type.kql(), "an array of arrays or bags");
            }
        }
        if (type == KqlType.STRING) {
            // A number in the list is compared by its text.
            into.replaceAll(s -> s instanceof Scalar.Literal l && l.type() != KqlType.STRING
                    ? ExprBinder.text(String.valueOf(l.value()))
                    : s);
        }
    }

    private Scalar table(Expr.In in, Scalar value, boolean folded, boolean negated) {
        Relation table = binder.table(in.items().get(0));
        Span span = in.span();
        if (table.columns().isEmpty()) {
            throw Problem.SEMANTIC.at(span, "The table has no column.");
        }
        Column column = table.columns().get(0);
        KqlType common = OverloadResolver.unify(value.type(), column.type(), true);
        if (common == null || common == KqlType.DYNAMIC) {
            common = value.type() == KqlType.DYNAMIC ? column.type() : common;
            if (common == null || common == KqlType.DYNAMIC) {
                throw Problem.OPERAND_TYPES.at(
                        span, in.operator(), value.type().kql(), column.type().kql());
            }
        }
        Scalar item = Conversions.to(new Scalar.Ref(column), common);
        if (folded) {
            item = ExprBinder.call("tolower", List.of(item), span);
        }
        Column only = binder.column(column.name(), common);
        Plan plan = new Plan.Project(table.plan(), List.of(new Plan.Assign(only, item)));
        return new Scalar.InPlan(Conversions.to(value, common), plan, only, negated);
    }

    private Scalar terms(Expr.In in, Scalar value) {
        Span span = in.span();
        Scalar array;
        if (in.items().size() == 1 && binder.isTabular(in.items().get(0))) {
            Relation table = binder.table(in.items().get(0));
            Column column = table.columns().get(0);
            Column list = binder.column("list", KqlType.DYNAMIC);
            Plan gathered = new Plan.Aggregate(
                    table.plan(),
                    List.of(),
                    List.of(AggregateCalls.call("make_list", list, List.of(new Scalar.Ref(column)), span)));
            array = new Scalar.Subquery(gathered, list);
        } else {
            List<Scalar> items = new ArrayList<>();
            in.items().forEach(item -> items.add(exprs.bind(item)));
            if (items.size() == 1 && items.get(0).type() == KqlType.DYNAMIC) {
                array = items.get(0);
            } else if (items.stream().allMatch(i -> i instanceof Scalar.Literal && i.type() == KqlType.STRING)) {
                List<String> texts = items.stream()
                        .map(i -> JsonText.quoted(String.valueOf(((Scalar.Literal) i).value())))
                        .toList();
                array = new Scalar.Literal(KqlType.DYNAMIC, "[" + String.join(",", texts) + "]");
            } else {
                array = ExprBinder.call("pack_array", items, span);
            }
        }
        return ExprBinder.call(in.operator(), List.of(value, array), span);
    }
}
