package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of find: each table is filtered by itself, then they are united (R164). */
final class FoundRows {
    private static final String PACKED = "pack_";

    private final Expr predicate;
    private final Find.@Nullable Output output;
    private final String source;
    private final Span span;
    private final Binder binder;

    FoundRows(Expr predicate, Find.@Nullable Output output, String source, Span span, Binder binder) {
        this.predicate = predicate;
        this.output = output;
        this.source = source;
        this.span = span;
        this.binder = binder;
    }

    Relation of(List<Relation> tables) {
        PredicateNames names = PredicateNames.of(predicate);
        Set<String> mentioned = new LinkedHashSet<>();
        for (Relation table : tables) {
            table.names().stream().filter(names.names()::contains).forEach(mentioned::add);
        }
        List<Relation> filtered = filtered(tables, mentioned, names.anyColumn());
        Set<String> shown = output == null ? smart(filtered, mentioned, names) : wanted();
        boolean rest = output == null ? filtered.stream().anyMatch(t -> !shown.containsAll(t.names())) : output.rest();
        List<Relation> parts = new ArrayList<>();
        for (Relation table : filtered) {
            parts.add(part(table, shown, rest));
        }
        Relation all = Union.unite(parts, false, source, "find_arg", binder);
        return output == null ? smartOrder(all) : inOrder(all, output);
    }

    /** The tables that have a column of the predicate, each with the rows that meet it. */
    private List<Relation> filtered(List<Relation> tables, Set<String> mentioned, boolean anyColumn) {
        List<Relation> kept = new ArrayList<>();
        KqlException failure = null;
        for (Relation table : tables) {
            boolean concerned =
                    anyColumn || mentioned.isEmpty() || table.names().stream().anyMatch(mentioned::contains);
            if (!concerned) {
                continue;
            }
            try {
                kept.add(filter(table, tables, mentioned));
            } catch (KqlException e) {
                // A predicate that has no meaning for this table's types may have one for another's.
                failure = failure == null ? e : failure;
            }
        }
        if (kept.isEmpty()) {
            throw failure == null ? Problem.SEMANTIC.at(span, "There is no table to search.") : failure;
        }
        return kept;
    }

    private Relation filter(Relation table, List<Relation> tables, Set<String> mentioned) {
        RowContext row = binder.row(table);
        for (String name : mentioned) {
            if (table.column(name).isEmpty()) {
                tables.stream()
                        .flatMap(t -> t.column(name).stream())
                        .findFirst()
                        .ifPresent(c -> row.local(name, new Scalar.Literal(c.type(), null)));
            }
        }
        Scalar condition = binder.predicate(predicate, row);
        Relation from = row.extended();
        return from.over(new Plan.Filter(from.plan(), condition), table.columns());
    }

    /** What project-smart shows: the predicate's columns and those that all tables have. */
    private static Set<String> smart(List<Relation> tables, Set<String> mentioned, PredicateNames names) {
        Set<String> shown = new LinkedHashSet<>();
        boolean onlyTerms = mentioned.isEmpty() && !names.anyColumnWritten();
        for (Relation table : tables) {
            for (String name : table.names()) {
                boolean common = tables.stream().allMatch(t -> t.column(name).isPresent());
                if (!onlyTerms && (common || mentioned.contains(name))) {
                    shown.add(name);
                }
            }
        }
        return shown;
    }

    private Set<String> wanted() {
        Set<String> names = new LinkedHashSet<>();
        if (output != null) {
            output.columns().forEach(c -> names.add(c.name().text()));
        }
        return names;
    }

    /** A table's columns that are shown, cast where a type is asked for, and a bag of the others. */
    private Relation part(Relation table, Set<String> shown, boolean rest) {
        List<Plan.Assign> assigns = new ArrayList<>();
        List<Scalar> packed = new ArrayList<>();
        for (Column column : table.columns()) {
            Scalar value = new Scalar.Ref(column);
            if (shown.contains(column.name())) {
                KqlType type = type(column);
                assigns.add(new Plan.Assign(
                        type == column.type() ? column : binder.column(column.name(), type), binder.as(value, type)));
            } else if (rest) {
                packed.add(new Scalar.Literal(KqlType.STRING, column.name()));
                packed.add(binder.as(value, KqlType.DYNAMIC));
            }
        }
        if (rest) {
            Scalar bag = packed.isEmpty()
                    ? new Scalar.Literal(KqlType.DYNAMIC, "{}")
                    : binder.internal("pack_pairs", span, packed.toArray(Scalar[]::new));
            assigns.add(new Plan.Assign(binder.column(PACKED, KqlType.DYNAMIC), bag));
        }
        return table.project(table.plan(), assigns);
    }

    private KqlType type(Column column) {
        if (output != null) {
            for (Find.Wanted wanted : output.columns()) {
                KqlType type = wanted.type();
                if (wanted.name().text().equals(column.name()) && type != null) {
                    return type;
                }
            }
        }
        return column.type();
    }

    /** The bag comes last. */
    private Relation smartOrder(Relation all) {
        List<Column> columns = new ArrayList<>();
        Column bag = null;
        for (Column column : all.columns()) {
            if (column.name().equals(PACKED)) {
                bag = column;
            } else {
                columns.add(column);
            }
        }
        if (bag != null) {
            columns.add(bag);
        }
        return all.keep(columns);
    }

    private Relation inOrder(Relation all, Find.Output wanted) {
        List<Plan.Assign> assigns = new ArrayList<>();
        assigns.add(same(all.columns().get(0)));
        for (Find.Wanted one : wanted.columns()) {
            String name = one.name().text();
            List<Column> found =
                    all.columns().stream().filter(c -> c.name().equals(name)).toList();
            if (!found.isEmpty()) {
                assigns.add(same(found.get(0)));
                continue;
            }
            if (all.columns().stream()
                    .anyMatch(c -> c.name().equals(name + "_" + c.type().kql()))) {
                throw Problem.SEMANTIC
                        .at(one.name().span(), "The column '" + name + "' has several types.")
                        .hint("Say which one is wanted: " + name + ":string.");
            }
            KqlType type = one.type();
            if (type == null) {
                throw Problem.UNKNOWN_COLUMN.at(one.name().span(), name, " in the tables found");
            }
            assigns.add(new Plan.Assign(binder.column(name, type), new Scalar.Literal(type, null)));
        }
        all.column(PACKED).filter(c -> wanted.rest()).ifPresent(c -> assigns.add(same(c)));
        return all.project(all.plan(), assigns);
    }

    private static Plan.Assign same(Column column) {
        return Plan.Assign.of(column);
    }
}
