package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.SourceOperator;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code union kind=outer withsource=name A, (B | …), C*}: the rows of several tables, columns by name and type (R142 to R145). */
record Union(OperatorParameters settings, Sources sources, Span span) implements Operator, SourceOperator {
    static Union parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings = OperatorParameters.parse(
                cursor,
                "kind=outer|inner",
                "withsource",
                "with_source",
                "isfuzzy=true|false",
                "__isFuzzy=true|false",
                "best_effort=true|false");
        return new Union(settings, Sources.parse(cursor, exprs), word.span());
    }

    @Override
    public Relation bindSource(Binder binder) {
        return bind(List.of(), binder);
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        return bind(List.of(input), binder);
    }

    private Relation bind(List<Relation> first, Binder binder) {
        List<Relation> all = new ArrayList<>(first);
        boolean fuzzy = settings.isSet("isfuzzy")
                || settings.isSet("__isFuzzy")
                || settings.isSet("best_effort")
                || binder.session().isOn("best_effort");
        all.addAll(sources.relations(binder, fuzzy));
        if (all.isEmpty()) {
            throw Problem.SEMANTIC.at(span, "No table is left to unite.");
        }
        Long most = binder.session().number("query_max_entities_in_union");
        if (most != null && all.size() > most) {
            throw Problem.LIMITS.at(
                    span, "This union has " + all.size() + " tables, more than query_max_entities_in_union allows.");
        }
        String kind = settings.get("kind", "outer");
        if (!kind.equals("outer") && !kind.equals("inner")) {
            throw Problem.SYNTAX
                    .at(settings.span("kind", span), "No union kind '" + kind + "'.")
                    .hint("The kinds are outer and inner.");
        }
        String source = settings.get("withsource", settings.get("with_source", ""));
        return unite(all, kind.equals("inner"), source, "union_arg", binder);
    }

    /** A column of the result. */
    private record Slot(String name, KqlType type) {}

    /**
     * The rows of several tables.
     *
     * @param common whether just the columns of all tables are kept
     * @param source the name of a first column with the tables' names, empty for none
     * @param unnamed what tables without a name are called, before their number
     */
    static Relation unite(List<Relation> legs, boolean common, String source, String unnamed, Binder binder) {
        Map<String, Set<KqlType>> types = new LinkedHashMap<>();
        for (Relation leg : legs) {
            for (Column column : leg.columns()) {
                types.computeIfAbsent(column.name(), n -> new LinkedHashSet<>()).add(column.type());
            }
        }
        Map<Slot, Column> slots = new LinkedHashMap<>();
        List<Column> output = new ArrayList<>();
        if (!source.isEmpty()) {
            output.add(binder.column(source, KqlType.STRING));
        }
        for (Map.Entry<String, Set<KqlType>> name : types.entrySet()) {
            for (KqlType type : name.getValue()) {
                Slot slot = new Slot(name.getKey(), type);
                boolean everywhere = legs.stream().allMatch(l -> l.column(slot.name())
                        .filter(c -> c.type() == slot.type())
                        .isPresent());
                if (common && !everywhere) {
                    continue;
                }
                boolean mixed = name.getValue().size() > 1;
                Column out =
                        binder.column(mixed ? slot.name() + "_" + slot.type().kql() : slot.name(), slot.type());
                slots.put(slot, out);
                output.add(out);
            }
        }
        List<Plan> inputs = new ArrayList<>();
        List<List<Column>> columns = new ArrayList<>();
        for (int i = 0; i < legs.size(); i++) {
            Relation leg = legs.get(i);
            List<Plan.Assign> assigns = new ArrayList<>();
            if (!source.isEmpty()) {
                String name = leg.name() == null ? unnamed + i : leg.name();
                assigns.add(new Plan.Assign(
                        binder.column(source, KqlType.STRING), new Scalar.Literal(KqlType.STRING, name)));
            }
            for (Slot slot : slots.keySet()) {
                Scalar value = leg.column(slot.name())
                        .filter(c -> c.type() == slot.type())
                        .<Scalar>map(Scalar.Ref::new)
                        .orElseGet(() -> new Scalar.Literal(slot.type(), null));
                assigns.add(new Plan.Assign(binder.column(slot.name(), slot.type()), value));
            }
            inputs.add(new Plan.Project(leg.plan(), assigns));
            columns.add(assigns.stream().map(Plan.Assign::column).toList());
        }
        return Relation.of(new Plan.Union(inputs, columns, output), output);
    }
}
