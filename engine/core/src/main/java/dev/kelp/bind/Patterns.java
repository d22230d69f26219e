package dev.kelp.bind;

import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.Statement;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Uses of patterns: texts that stand for tables. */
final class Patterns {
    private final Binder binder;

    Patterns(Binder binder) {
        this.binder = binder;
    }

    /** @param path what follows the call after a dot, null where nothing does */
    Relation table(Expr.Call call, Scope.Pattern meaning, @Nullable String path) {
        Statement.Pattern pattern = meaning.pattern();
        List<String> arguments = new ArrayList<>();
        for (Expr.Item item : call.arguments()) {
            arguments.add(binder.constantText(item.expr(), "What a pattern is given"));
        }
        for (Statement.Case one : pattern.cases()) {
            if (one.arguments().equals(arguments) && Objects.equals(one.path(), path)) {
                Scope inner = new Scope(meaning.scope());
                for (int i = 0; i < arguments.size() && i < pattern.parameters().size(); i++) {
                    declare(inner, pattern.parameters().get(i), arguments.get(i));
                }
                if (pattern.path() != null && path != null) {
                    declare(inner, pattern.path(), path);
                }
                Binder within = binder.within(inner, call.span());
                return within.table(new StatementBinder(within).body(one.body()))
                        .named(null);
            }
        }
        String reference =
                arguments.stream().map(a -> "'" + a + "'").collect(Collectors.joining(",", call.function() + "(", ")"));
        throw Problem.NO_PATTERN
                .at(call.span(), reference + (path == null ? "" : ".['" + path + "']"))
                .hint("The pattern is declared for other texts, or for none.");
    }

    private static void declare(Scope scope, Expr.Parameter parameter, String value) {
        scope.declare(parameter.name(), new Scope.Value(new Scalar.Literal(KqlType.STRING, value)));
    }
}
