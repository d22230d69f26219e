package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of a user's function: by name or by place, defaults for what is left out, tables with the columns they must have (R190). */
final class Arguments {
    private Arguments() {}

    /**
     * A scope in which the function's parameters mean what the call gives them.
     *
     * @param input the table piped into the call, null without one
     * @param row the rows the call stands on
     */
    static Scope of(
            String name,
            Scope.Function f,
            @Nullable Relation input,
            List<Expr.Item> arguments,
            RowContext row,
            Binder binder,
            Span span) {
        Scope inner = new Scope(f.scope());
        List<Expr.Parameter> parameters = f.function().parameters();
        Set<String> given = new LinkedHashSet<>();
        if (input != null && !parameters.isEmpty()) {
            declareTable(inner, parameters.get(0), input, span);
            given.add(parameters.get(0).name());
        }
        for (Expr.Item argument : arguments) {
            Expr.Parameter parameter = parameters.stream()
                    .filter(p -> argument.name() == null
                            ? !given.contains(p.name())
                            : p.name().equals(argument.name()))
                    .findFirst()
                    .orElseThrow(() ->
                            Problem.ARGUMENT_COUNT.at(span, name, parameters.size() + " arguments", arguments.size()));
            given.add(parameter.name());
            KqlType type = parameter.type();
            if (type == null) {
                declareTable(inner, parameter, binder.table(argument.expr()), argument.span());
            } else {
                Scalar value = binder.scalar(argument.expr(), row);
                if (!Conversions.isCastable(value.type(), type)) {
                    throw Problem.ARGUMENT_TYPE.at(
                            argument.span(), name, type.kql(), value.type().kql());
                }
                inner.declare(parameter.name(), new Scope.Value(Conversions.to(value, type)));
            }
        }
        for (Expr.Parameter parameter : parameters) {
            if (!given.contains(parameter.name())) {
                Expr.Literal fallback = parameter.defaultValue();
                if (fallback == null || parameter.type() == null) {
                    throw Problem.ARGUMENT_COUNT
                            .at(span, name, parameters.size() + " arguments", arguments.size())
                            .hint("The parameter '" + parameter.name() + "' is missing.");
                }
                Scalar value = new Scalar.Literal(fallback.type(), fallback.value());
                inner.declare(parameter.name(), new Scope.Value(Conversions.to(value, parameter.type())));
            }
        }
        BindTrace trace = binder.session().trace();
        if (trace != null) {
            for (Expr.Parameter parameter : parameters) {
                Scope.Meaning meaning = inner.find(parameter.name());
                if (meaning != null) {
                    new LetTrace(binder, trace).declared(meaning, parameter);
                }
            }
        }
        return inner;
    }

    private static void declareTable(Scope inner, Expr.Parameter parameter, Relation table, Span span) {
        for (Expr.ColumnSyntax needed : parameter.columns()) {
            Column column = table.column(needed.name())
                    .orElseThrow(() -> Problem.UNKNOWN_COLUMN.at(span, needed.name(), " in the table given here"));
            if (column.type() != needed.type()) {
                throw Problem.WRONG_TYPE.at(span, "The column '" + needed.name() + "'", needed.type(), column.type());
            }
        }
        inner.declare(parameter.name(), new Scope.Table(table));
    }
}
