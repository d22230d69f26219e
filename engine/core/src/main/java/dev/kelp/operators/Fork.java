package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.bind.SeveralResults;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.syntax.OperatorSyntax;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code fork a = (where x > 1) (count)}: a result table per prong. */
record Fork(List<Prong> prongs, Span span) implements SeveralResults {
    /** What Kusto's prongs don't take: what looks at other tables, keeps a state, or is about how results look. */
    private static final Set<Class<? extends OperatorSyntax>> REFUSED = Set.of(
            Consume.class,
            Evaluate.class,
            Facet.class,
            Fork.class,
            GetSchema.class,
            Join.class,
            Lookup.class,
            MakeSeries.class,
            MvApply.class,
            PartitionBy.class,
            Render.class,
            Scan.class,
            Serialize.class,
            Union.class);

    private static final String UNNAMED = "GenericResult";

    /** @param name of the result table; null where it was given none */
    record Prong(Cursor.@Nullable Name name, List<OperatorSyntax> body) {}

    static Fork parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        List<Prong> prongs = new ArrayList<>();
        do {
            Cursor.Name name = null;
            if (cursor.atAssignment()) {
                name = cursor.name("a name");
                cursor.expect("=");
            }
            cursor.expect("(");
            List<OperatorSyntax> body = exprs.subpipeline();
            cursor.expect(")");
            prongs.add(new Prong(name, body));
        } while (cursor.at("(") || cursor.atAssignment());
        return new Fork(prongs, word.span());
    }

    @Override
    public List<Relation> bindAll(Relation input, Binder binder) {
        List<Relation> results = new ArrayList<>();
        for (Prong prong : prongs) {
            for (OperatorSyntax op : prong.body()) {
                if (REFUSED.contains(op.getClass())) {
                    throw Problem.OUT_OF_PLACE
                            .at(op.span(), "in fork")
                            .hint("Give the table a name by let, materialize(…) maybe, and write a query per result.");
                }
            }
            Relation result = binder.within(span).apply(prong.body(), input.named(null));
            Cursor.Name name = prong.name();
            String title = name != null ? name.text() : result.name() == null ? UNNAMED : result.name();
            results.add(result.named(title));
        }
        return results;
    }
}
