package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code project-by-names 'a', 'b*', column_names_of(T)}: the columns of these names that there are, in this order. */
record ProjectByNames(List<Expr> names, Span span) implements Operator {
    static ProjectByNames parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        List<Expr> names = new ArrayList<>();
        do {
            Cursor.Name wild = cursor.wildcard();
            names.add(wild == null ? exprs.expr() : new Expr.Wildcard(wild.text(), wild.span()));
        } while (cursor.accept(","));
        return new ProjectByNames(names, word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        Set<Column> kept = new LinkedHashSet<>();
        for (Expr name : names) {
            for (String pattern : patterns(name, input, binder)) {
                input.columns().stream()
                        .filter(c -> ColumnPattern.matches(pattern, c.name()))
                        .forEach(kept::add);
            }
        }
        if (kept.isEmpty()) {
            throw Problem.SEMANTIC.at(span, "No column of these names is there.");
        }
        return input.keep(List.copyOf(kept));
    }

    private static List<String> patterns(Expr name, Relation input, Binder binder) {
        if (name instanceof Expr.Wildcard wildcard) {
            return List.of(wildcard.pattern());
        }
        if (name instanceof Expr.Name column && input.column(column.name()).isPresent()) {
            return List.of(column.name());
        }
        if (binder.constant(name) instanceof Scalar.Literal literal) {
            if (literal.type() == KqlType.STRING) {
                return List.of(String.valueOf(literal.value()));
            }
            if (literal.type() == KqlType.DYNAMIC && literal.value() instanceof String json) {
                return Json.of(json) instanceof Json.Array array
                        ? array.items().stream().map(Json::text).toList()
                        : List.of(Json.of(json).text());
            }
        }
        throw Problem.MUST_BE_CONSTANT
                .at(name.span(), "What names columns")
                .hint("Names are texts or arrays of texts, known before the query runs.");
    }
}
