package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.bind.SourceOperator;
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

/** {@code search in (A, B*) 'term' and x:'y*'}: the rows of several tables in which it is found (R163). */
record Search(boolean exact, Sources sources, Expr predicate, Span span) implements Operator, SourceOperator {
    static Search parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings = OperatorParameters.parse(cursor, "kind", "datascope");
        String kind = settings.get("kind", "default");
        if (!List.of("default", "case_insensitive", "case_sensitive").contains(kind)) {
            throw Problem.SYNTAX
                    .at(settings.span("kind", word.span()), "No kind of search '" + kind + "'.")
                    .hint("The kinds are default, case_insensitive and case_sensitive.");
        }
        Sources sources = Sources.parseIn(cursor, exprs);
        boolean exact = kind.equals("case_sensitive");
        return new Search(exact, sources, new SearchPredicate(exact).condition(exprs.searchPredicate()), word.span());
    }

    @Override
    public Relation bindSource(Binder binder) {
        return found(sources.searched(binder, span), binder);
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        sources.refuseBehindPipe("search", span);
        return found(List.of(input), binder);
    }

    private Relation found(List<Relation> tables, Binder binder) {
        Relation all = tables.size() == 1
                ? single(tables.get(0), binder)
                : Union.unite(tables, false, "$table", "search_arg", binder);
        RowContext row =
                binder.row(all.keep(all.columns().subList(1, all.columns().size())));
        Scalar condition = binder.predicate(predicate, row);
        Relation from = row.extended();
        return from.over(new Plan.Filter(from.plan(), condition), all.columns());
    }

    /** One table keeps its order. */
    private static Relation single(Relation table, Binder binder) {
        String name = table.name() == null ? "search_arg0" : table.name();
        Column source = binder.column("$table", KqlType.STRING);
        List<Plan.Assign> assigns = new ArrayList<>();
        assigns.add(new Plan.Assign(source, new Scalar.Literal(KqlType.STRING, name)));
        for (Column column : table.columns()) {
            assigns.add(Plan.Assign.of(column));
        }
        return table.project(table.plan(), assigns);
    }
}
