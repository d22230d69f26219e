package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.bind.SourceOperator;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.List;

/** {@code macro-expand entity_group [database('a'), …] as X (X.T | …)}: the rows of a sub-query run for each entity. */
record MacroExpand(OperatorParameters settings, Expr group, Cursor.Name name, Expr.Function subquery, Span span)
        implements SourceOperator {
    static MacroExpand parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings = OperatorParameters.parse(
                cursor,
                "kind=outer|inner",
                "isfuzzy=true|false",
                "__isFuzzy=true|false",
                "best_effort=true|false",
                "force_remote=true|false");
        Expr group;
        Cursor.Name name;
        if (cursor.atName() && cursor.peek(1).is("in")) {
            name = cursor.name("a name");
            cursor.next();
            group = exprs.tableOperand();
        } else {
            group = exprs.tableOperand();
            cursor.expect("as");
            name = cursor.name("a name");
        }
        return new MacroExpand(settings, group, name, exprs.block("(", ")"), word.span());
    }

    @Override
    public Relation bindSource(Binder binder) {
        boolean fuzzy = settings.isSet("isfuzzy")
                || settings.isSet("__isFuzzy")
                || settings.isSet("best_effort")
                || binder.session().isOn("best_effort");
        List<Relation> all = binder.expanded(group, name, subquery, fuzzy);
        if (all.isEmpty()) {
            throw Problem.SEMANTIC.at(span, "No entity of the group is there.");
        }
        return Union.unite(all, settings.get("kind", "outer").equals("inner"), "", "", binder);
    }
}
