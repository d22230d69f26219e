package dev.kelp.syntax;

import dev.kelp.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of a query text. */
public sealed interface Statement {

    Span span();

    /** {@code let name = value}; the value may be an {@link Expr.Function}. */
    record Let(Cursor.Name name, Expr value, Span span) implements Statement {}

    /** {@code set option = value}; null without a value. */
    record SetOption(Cursor.Name name, Expr.@Nullable Literal value, Span span) implements Statement {}

    /** {@code declare query_parameters(a: long = 5)}. */
    record DeclareParameters(List<Expr.Parameter> parameters, Span span) implements Statement {
        public DeclareParameters {
            parameters = List.copyOf(parameters);
        }
    }

    /** An expression whose table is a result. */
    record Query(Expr expr, Span span) implements Statement {}
}
