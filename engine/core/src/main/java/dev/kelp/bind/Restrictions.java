package dev.kelp.bind;

import dev.kelp.syntax.Expr;
import dev.kelp.syntax.Statement;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what {@code restrict access to} names. */
final class Restrictions {
    private final Binder binder;
    private final List<Pattern> names = new ArrayList<>();
    private final List<Restriction.Allowed> tables = new ArrayList<>();

    Restrictions(Binder binder) {
        this.binder = binder;
    }

    Restriction of(Statement.Restrict statement) {
        statement.entities().forEach(this::allow);
        Set<String> hidden = new LinkedHashSet<>();
        for (String name : binder.scope().all()) {
            if (isTable(name) && names.stream().noneMatch(n -> n.matcher(name).matches())) {
                hidden.add(name);
            }
        }
        return new Restriction(hidden, tables);
    }

    private boolean isTable(String name) {
        Scope.Meaning meaning = binder.scope().find(name);
        return meaning instanceof Scope.Function
                || meaning instanceof Scope.Table
                || meaning instanceof Scope.Pattern
                || meaning instanceof Scope.Expression e && binder.isTabular(e.expr());
    }

    private void allow(Expr entity) {
        if (entity instanceof Expr.Wildcard wildcard) {
            names.add(TableBinder.pattern(wildcard.pattern()));
        } else if (entity instanceof Expr.Name name) {
            names.add(TableBinder.pattern(name.name()));
            tables.add(
                    new Restriction.Allowed(binder.session().database(), Pattern.compile(Pattern.quote(name.name()))));
        } else if (entity instanceof Expr.Member member) {
            stored(member.target(), Pattern.quote(member.member()));
        } else if (entity instanceof Expr.Index index && index.index() instanceof Expr.Literal literal) {
            stored(index.target(), Pattern.quote(String.valueOf(literal.value())));
        } else if (entity instanceof Expr.Index index && index.index() instanceof Expr.Wildcard wildcard) {
            stored(index.target(), TableBinder.pattern(wildcard.pattern()).pattern());
        } else {
            throw Problem.SYNTAX
                    .at(entity.span(), "Access is restricted to tables, views and patterns, by name.")
                    .hint("Names may hold '*', and may follow database('d').");
        }
    }

    private void stored(Expr database, String regex) {
        for (String name : new Databases(binder).named(database)) {
            tables.add(new Restriction.Allowed(name, Pattern.compile(regex)));
        }
    }
}
