package dev.kelp.bind;

import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What let, functions' parameters and query parameters have named. Inner scopes see outer ones. */
public final class Scope {

    /** A meaning of a name. */
    public sealed interface Meaning {}

    /** An expression, bound anew where it is used (R189). */
    record Expression(Expr expr, Scope scope) implements Meaning {}

    record Value(Scalar scalar) implements Meaning {}

    /** A table given to a function; copied at every use so that no two uses share column ids. */
    record Table(Relation relation) implements Meaning {}

    record Function(Expr.Function function, Scope scope) implements Meaning {}

    private final @Nullable Scope outer;
    private final Map<String, Meaning> names = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    boolean declares(String name) {
        return names.containsKey(name);
    }

    /** Whether anything asked for the name that is declared here. */
    boolean isAsked(String name) {
        return asked.contains(name);
    }

    void declare(String name, Meaning meaning) {
        names.put(name, meaning);
    }

    @Nullable
    Meaning find(String name) {
        Meaning meaning = names.get(name);
        if (meaning != null) {
            asked.add(name);
            return meaning;
        }
        return outer == null ? null : outer.find(name);
    }

    Set<String> all() {
        Set<String> all = outer == null ? new LinkedHashSet<>() : outer.all();
        all.addAll(names.keySet());
        return all;
    }

    /** The names of views and, with them, what a wildcard union may see. */
    Set<String> views() {
        Set<String> views = outer == null ? new LinkedHashSet<>() : outer.views();
        names.forEach((name, meaning) -> {
            if (meaning instanceof Function f && f.function().view()) {
                views.add(name);
            }
        });
        return views;
    }
}
