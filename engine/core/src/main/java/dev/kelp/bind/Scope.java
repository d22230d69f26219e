package dev.kelp.bind;

import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

    /** Texts that stand for tables. */
    record Pattern(Statement.Pattern pattern, Scope scope) implements Meaning {}

    /** One of the entities that macro-expand runs over: a database or a table. */
    record Entity(Expr reference, Scope scope) implements Meaning {}

    private final @Nullable Scope outer;
    /** How many of the outer scope's own names are seen: those declared before. */
    private final int seen;

    private final Map<String, Meaning> names = new LinkedHashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Expr> aliases = new HashMap<>();
    private final @Nullable Restriction restriction;

    Scope(@Nullable Scope outer) {
        this(outer, Integer.MAX_VALUE, null);
    }

    private Scope(@Nullable Scope outer, int seen, @Nullable Restriction restriction) {
        this.outer = outer;
        this.seen = seen;
        this.restriction = restriction;
    }

    /** The scope as it is now: what is declared later is not seen. So no function sees itself. */
    Scope asOfNow() {
        return new Scope(this, names.size(), null);
    }

    /** The scope with what may no more be seen hidden. */
    Scope restricted(Restriction access) {
        return new Scope(this, Integer.MAX_VALUE, access);
    }

    boolean declares(String name) {
        return names.containsKey(name) || restriction != null && outer != null && outer.declares(name);
    }

    /** Whether anything asked for the name that is declared here. */
    boolean isAsked(String name) {
        return asked.contains(name);
    }

    void declare(String name, Meaning meaning) {
        places.putIfAbsent(name, names.size());
        names.put(name, meaning);
    }

    /** Another name for a database. */
    void declareAlias(String name, Expr database) {
        aliases.put(name, database);
    }

    @Nullable
    Expr alias(String name) {
        Expr alias = aliases.get(name);
        return alias != null || outer == null ? alias : outer.alias(name);
    }

    @Nullable
    Meaning find(String name) {
        return find(name, Integer.MAX_VALUE);
    }

    private @Nullable Meaning find(String name, int before) {
        Meaning meaning = names.get(name);
        if (meaning != null && places.getOrDefault(name, 0) < before) {
            asked.add(name);
            return meaning;
        }
        return outer == null || restriction != null && restriction.hides(name) ? null : outer.find(name, seen);
    }

    /** Whether a stored table may be read. */
    boolean allows(String database, String table) {
        return (restriction == null || restriction.allows(database, table))
                && (outer == null || outer.allows(database, table));
    }

    Set<String> all() {
        Set<String> all = outer == null ? new LinkedHashSet<>() : outer.all();
        if (restriction != null) {
            all.removeIf(restriction::hides);
        }
        all.addAll(names.keySet());
        return all;
    }

    /** The names of views and, with them, what a wildcard union may see. */
    Set<String> views() {
        Set<String> views = new LinkedHashSet<>();
        for (String name : all()) {
            if (find(name) instanceof Function f && f.function().view()) {
                views.add(name);
            }
        }
        return views;
    }
}
