package dev.kelp.operators.graph;

import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What graph-match and graph-shortest-paths share: {@code pattern where condition project a.x, …}. */
record PatternClauses(PatternSyntax pattern, @Nullable Expr where, List<Expr.Item> project) {
    PatternClauses {
        project = List.copyOf(project);
    }

    static PatternClauses parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        PatternSyntax pattern = PatternSyntax.parse(cursor, exprs);
        Expr where = cursor.accept("where") ? exprs.expr() : null;
        if (!cursor.accept("project")) {
            throw Problem.SYNTAX
                    .at(word.span(), word.text() + " needs to be told what its matches yield.")
                    .hint("End it by project and what you want of the pattern's nodes and edges.");
        }
        List<Expr.Item> items = new ArrayList<>();
        do {
            items.add(item(cursor, exprs));
        } while (cursor.accept(","));
        return new PatternClauses(pattern, where, items);
    }

    /** Any word may name a column here, {@code to} as well. */
    private static Expr.Item item(Cursor cursor, ExprParser exprs) {
        if (!cursor.atAssignment()) {
            return exprs.item(false);
        }
        int start = cursor.mark();
        Cursor.Name name = cursor.name("a name");
        cursor.expect("=");
        return new Expr.Item(List.of(name), exprs.expr(), cursor.since(start));
    }

    /** What is projected, each item over what is captured. */
    List<Expr.Item> values(PatternExpressions expressions) {
        return project.stream()
                .map(i -> new Expr.Item(i.names(), expressions.value(i.expr()), i.span()))
                .toList();
    }

    /** The table of some matches. */
    Relation bind(Matches matches, PatternExpressions expressions, List<Expr.Item> taken, Binder binder) {
        Plan plan = matches.plan();
        Expr rest = expressions.rest();
        if (rest != null) {
            RowContext row = row(plan, matches, expressions, binder);
            plan = new Plan.Filter(row.plan(), binder.predicate(rest, row));
        }
        RowContext row = row(plan, matches, expressions, binder);
        ColumnNamer namer = new ColumnNamer(List.of());
        List<Plan.Assign> assigns = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            for (Binder.Named named : binder.item(taken.get(i), row)) {
                String name = namer.name(named.name(), expressions.naming(project.get(i)));
                assigns.add(new Plan.Assign(binder.column(name, named.value().type()), named.value()));
            }
        }
        Relation table = Relation.of(row.plan(), List.of());
        GraphPartitions.mark(assigns, matches.partition(), binder);
        return table.project(row.plan(), assigns);
    }

    private static RowContext row(Plan plan, Matches matches, PatternExpressions expressions, Binder binder) {
        RowContext row = binder.row(Relation.of(plan, List.of()));
        for (int i = 0; i < matches.captures().size(); i++) {
            Scalar value = matches.captures().get(i);
            row.local(expressions.captures().get(i).local(), value);
        }
        return row;
    }
}
