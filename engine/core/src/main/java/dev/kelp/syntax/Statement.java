package dev.kelp.syntax;

import dev.kelp.syntax.Expr.Parameter;
import dev.kelp.text.Span;
import dev.kelp.types.Values;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A statement of a query text. */
public sealed interface Statement {

    Span span();

    /** {@code let name = value}; the value may be an {@link Expr.Function}. */
    record Let(Cursor.Name name, Expr value, Span span) implements Statement {}

    /** {@code set option = value}; null without a value. */
    record SetOption(Cursor.Name name, Expr.@Nullable Literal value, Span span) implements Statement {
        /** The option's name, lower-case as requests name it. */
        public String option() {
            return name.text().toLowerCase(Locale.ROOT);
        }

        /** The value as text, {@code true} without one. */
        public String setting() {
            return value == null ? "true" : Values.text(value.value(), value.type());
        }
    }

    /** {@code declare query_parameters(a: long = 5)}. */
    record DeclareParameters(List<Expr.Parameter> parameters, Span span) implements Statement {
        public DeclareParameters {
            parameters = List.copyOf(parameters);
        }
    }

    /** {@code alias database name = database('d')}. */
    record Alias(Cursor.Name name, Expr database, Span span) implements Statement {}

    /**
     * {@code restrict access to (T, V*, database('d').*)}.
     *
     * @param entities names, {@link Expr.Wildcard}s and tables of databases
     */
    record Restrict(List<Expr> entities, Span span) implements Statement {
        public Restrict {
            entities = List.copyOf(entities);
        }
    }

    /**
     * {@code declare pattern p = (a: string)[path: string] { ('x').['y'] = { table }; … }}.
     *
     * @param path the name of what follows the dot; null where nothing does
     * @param cases none where the pattern is only declared
     */
    record Pattern(
            Cursor.Name name,
            List<Parameter> parameters,
            @Nullable Parameter path,
            List<Case> cases,
            Span span) implements Statement {
        public Pattern {
            parameters = List.copyOf(parameters);
            cases = List.copyOf(cases);
        }
    }

    /** Texts and the table they stand for. */
    record Case(List<String> arguments, @Nullable String path, Expr.Function body, Span span) {
        public Case {
            arguments = List.copyOf(arguments);
        }
    }

    /** An expression whose table is a result. */
    record Query(Expr expr, Span span) implements Statement {}
}
