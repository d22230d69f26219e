package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code project-away a, b*}: all but these columns. */
record ProjectAway(List<ColumnPattern> patterns, Span span) implements Operator {
    static ProjectAway parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        return new ProjectAway(ColumnPattern.list(cursor), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        Set<Column> away = new HashSet<>();
        patterns.forEach(p -> away.addAll(p.in(input, binder)));
        return input.keep(
                input.columns().stream().filter(c -> !away.contains(c)).toList());
    }
}
