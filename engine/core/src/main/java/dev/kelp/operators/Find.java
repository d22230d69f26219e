package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.SourceOperator;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code find withsource=t in (A, B*) where x == 1 project a, b: long, pack_all()}: rows of several tables (R164). */
record Find(
        OperatorParameters settings,
        Sources sources,
        Expr predicate,
        @Nullable Output output,
        Span span) implements Operator, SourceOperator {

    /**
     * What {@code project} asks for.
     *
     * @param rest whether all other columns come as a bag
     */
    record Output(List<Wanted> columns, boolean rest) {}

    /** A column, and the type it is cast to; null for its own. */
    record Wanted(Cursor.Name name, @Nullable KqlType type) {}

    static Find parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings =
                OperatorParameters.parse(cursor, "datascope=all|hotcache", "withsource", "with_source");
        Sources sources = Sources.parseIn(cursor, exprs);
        if (sources.legs().isEmpty()) {
            cursor.accept("where");
        } else {
            cursor.expect("where");
        }
        Expr predicate = new SearchPredicate(false).condition(exprs.searchPredicate());
        Output output = null;
        int mark = cursor.mark();
        if (cursor.atName() && cursor.at("project")) {
            Cursor.Name project = cursor.dashedWord("project");
            switch (project.text()) {
                case "project-smart" -> output = null;
                case "project" -> output = output(cursor, exprs);
                default -> cursor.reset(mark);
            }
        }
        return new Find(settings, sources, predicate, output, word.span());
    }

    private static Output output(Cursor cursor, ExprParser exprs) {
        List<Wanted> columns = new ArrayList<>();
        boolean rest = false;
        do {
            boolean pack = (cursor.at("pack") || cursor.at("pack_all"))
                    && cursor.peek(1).is("(");
            if (pack) {
                cursor.next();
                cursor.next();
                cursor.accept("*");
                cursor.expect(")");
                rest = true;
            } else {
                Cursor.Name name = cursor.name("a column name");
                columns.add(new Wanted(name, cursor.accept(":") ? exprs.type() : null));
            }
        } while (cursor.accept(","));
        return new Output(columns, rest);
    }

    @Override
    public Relation bindSource(Binder binder) {
        return found(sources.searched(binder, span), binder);
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        sources.refuseBehindPipe("find", span);
        return found(List.of(input), binder);
    }

    private Relation found(List<Relation> tables, Binder binder) {
        String source = settings.get("withsource", settings.get("with_source", "source_"));
        return new FoundRows(predicate, output, source, span, binder).of(tables);
    }
}
