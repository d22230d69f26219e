package dev.kelp.bind;

import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code database('d')}, {@code cluster('c').database('d')}, an alias or an entity of macro-expand mean. */
final class Databases {
    /** Names under which a Kelp knows itself as a cluster. */
    private static final Set<String> ITSELF = Set.of("", ".", "kelp", "localhost", "127.0.0.1", "[::1]");

    private final Binder binder;
    private final Session session;

    Databases(Binder binder) {
        this.binder = binder;
        this.session = binder.session();
    }

    /** Whether tables' names follow the expression after a dot. */
    static boolean isDatabase(Expr expr, Scope scope) {
        if (expr instanceof Expr.Index index && index.index() instanceof Expr.Call call) {
            return call.function().equals("database") && isDatabase(index.target(), scope);
        }
        if (expr instanceof Expr.Name name && scope.find(name.name()) instanceof Scope.Entity entity) {
            return isDatabase(entity.reference(), entity.scope());
        }
        return expr instanceof Expr.Call call
                && (call.function().equals("database") || call.function().equals("cluster"));
    }

    /** The one database an expression means. */
    String one(Expr expr) {
        String name = written(expr);
        return session.catalog().database(name).orElseThrow(() -> Problem.UNKNOWN_DATABASE.at(expr.span(), name));
    }

    /** The databases an expression means: one, or those whose names match. */
    List<String> named(Expr expr) {
        String written = written(expr);
        if (!written.contains("*")) {
            return List.of(one(expr));
        }
        Pattern pattern = TableBinder.pattern(written);
        return session.catalog().databases().stream()
                .filter(d -> pattern.matcher(d).matches())
                .toList();
    }

    private String written(Expr expr) {
        if (expr instanceof Expr.Name name && binder.scope().find(name.name()) instanceof Scope.Entity entity) {
            return new Databases(binder.within(entity.scope(), name.span())).written(entity.reference());
        }
        Expr.Call call;
        if (expr instanceof Expr.Index index && index.index() instanceof Expr.Call inner) {
            checkCluster(index.target());
            call = inner;
        } else if (expr instanceof Expr.Call outer) {
            call = outer;
        } else {
            throw Problem.SYNTAX.at(expr.span(), "A database is needed here.");
        }
        if (!call.function().equals("database")) {
            throw Problem.SEMANTIC.at(
                    call.span(), "A cluster's tables lie in databases: write cluster(…).database(…).");
        }
        if (call.arguments().isEmpty()) {
            return session.database();
        }
        if (session.isOn("request_remote_entities_disabled")) {
            throw Problem.SEMANTIC.at(call.span(), "This request may not read other databases.");
        }
        String name = text(call, binder);
        Expr alias = binder.scope().alias(name);
        return alias == null ? name : written(alias);
    }

    private void checkCluster(Expr expr) {
        if (!(expr instanceof Expr.Call call) || !call.function().equals("cluster")) {
            throw Problem.SYNTAX.at(expr.span(), "A cluster is needed here.");
        }
        String name = call.arguments().isEmpty() ? "" : text(call, binder);
        String host =
                name.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("(:\\d+)?/?$", "");
        if (!ITSELF.contains(host)) {
            throw Problem.SEMANTIC
                    .at(call.span(), "Kelp reads no other cluster, and '" + name + "' is one.")
                    .hint("This Kelp is cluster('localhost').");
        }
    }

    /** The only argument of a call, a text known before the query runs. */
    static String text(Expr.Call call, Binder binder) {
        Span span = call.span();
        if (call.arguments().size() != 1) {
            throw Problem.ARGUMENT_COUNT.at(
                    span, call.function(), "1 argument", call.arguments().size());
        }
        if (binder.constant(call.arguments().get(0).expr()) instanceof Scalar.Literal literal
                && literal.type() == KqlType.STRING) {
            return String.valueOf(literal.value());
        }
        throw Problem.MUST_BE_CONSTANT.at(span, "The argument of " + call.function() + "()");
    }
}
