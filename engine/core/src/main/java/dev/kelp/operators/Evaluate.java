package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.bind.SeveralResults;
import dev.kelp.bind.SourceOperator;
import dev.kelp.operators.plugins.OutputSchema;
import dev.kelp.operators.plugins.PluginCall;
import dev.kelp.operators.plugins.Plugins;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.syntax.OperatorSyntax;
import dev.kelp.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code evaluate plugin(args) : (a: long, …)}: a table made by a plugin, of another table or of its own. */
record Evaluate(Expr.Call call, @Nullable OutputSchema schema, Span span) implements Operator, SourceOperator {
    static OperatorSyntax parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters.parse(cursor);
        cursor.mayBe("the name of a plugin");
        Plugins.refuse(cursor.peek().text(), cursor.peek().span());
        int start = cursor.mark();
        if (!(exprs.expr() instanceof Expr.Call call)) {
            cursor.reset(start);
            throw cursor.expected("the call of a plugin");
        }
        OutputSchema schema = cursor.accept(":") ? OutputSchema.parse(cursor, exprs) : null;
        Evaluate evaluate = new Evaluate(call, schema, word.span());
        return Plugins.givesSeveral(call.function()) ? new Several(evaluate) : evaluate;
    }

    /** The call of a plugin that gives several tables where it ends the query. */
    record Several(Evaluate one) implements Operator, SeveralResults {
        @Override
        public Span span() {
            return one.span();
        }

        @Override
        public Relation bind(Relation input, Binder binder) {
            return one.bind(input, binder);
        }

        @Override
        public List<Relation> bindAll(Relation input, Binder binder) {
            return Plugins.bindAll(new PluginCall(one.call(), input, one.schema(), binder));
        }
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        return Plugins.bind(new PluginCall(call, input, schema, binder));
    }

    @Override
    public Relation bindSource(Binder binder) {
        return Plugins.bind(new PluginCall(call, null, schema, binder));
    }
}
