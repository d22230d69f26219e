package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Plan;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tables that union, search and find run over: names, pipelines, and patterns with {@code *} for several (R145). */
record Sources(List<Expr> legs) {

    /** {@code A, (B | …), C*, database('d').*}. */
    static Sources parse(Cursor cursor, ExprParser exprs) {
        List<Expr> legs = new ArrayList<>();
        do {
            legs.add(exprs.entity());
        } while (cursor.accept(","));
        return new Sources(legs);
    }

    /** {@code in (A, B | as C, D*)} where it stands here; no legs where it doesn't. */
    static Sources parseIn(Cursor cursor, ExprParser exprs) {
        List<Expr> legs = new ArrayList<>();
        if (cursor.at("in") && cursor.peek(1).is("(")) {
            cursor.next();
            cursor.next();
            do {
                Cursor.Name wild = cursor.wildcard();
                legs.add(wild == null ? exprs.tabular() : new Expr.Wildcard(wild.text(), wild.span()));
            } while (cursor.accept(","));
            cursor.expect(")");
        }
        return new Sources(legs);
    }

    /**
     * The tables, patterns filled in.
     *
     * @param fuzzy whether what isn't there is left out rather than refused
     */
    List<Relation> relations(Binder binder, boolean fuzzy) {
        List<Relation> all = new ArrayList<>();
        for (Expr leg : legs) {
            if (leg instanceof Expr.Wildcard wildcard) {
                all.addAll(binder.matching(wildcard.pattern(), wildcard.span()));
            } else if (leg instanceof Expr.Index index && index.index() instanceof Expr.Wildcard wildcard) {
                all.addAll(binder.matching(index.target(), wildcard.pattern(), wildcard.span()));
            } else if (fuzzy) {
                binder.tableIfThere(leg).ifPresent(all::add);
            } else {
                all.add(binder.table(leg));
            }
        }
        return qualified(all);
    }

    /** Tables of several databases are called by their databases too. */
    private static List<Relation> qualified(List<Relation> all) {
        Set<String> databases = new HashSet<>();
        for (Relation relation : all) {
            if (relation.plan() instanceof Plan.Scan scan) {
                databases.add(scan.table().database());
            }
        }
        if (databases.size() < 2) {
            return all;
        }
        return all.stream()
                .map(r -> r.plan() instanceof Plan.Scan scan
                        ? r.named("database(\"" + scan.table().database() + "\")." + r.name())
                        : r)
                .toList();
    }

    /** What search and find look through where they begin a query: the tables named, else all there are. */
    List<Relation> searched(Binder binder, Span span) {
        List<Relation> tables = legs.isEmpty() ? binder.matching("*", span) : relations(binder, false);
        if (tables.isEmpty()) {
            throw Problem.SEMANTIC.at(span, "There is no table to search.");
        }
        return tables;
    }

    /** Behind a pipe they look through what comes out of it. */
    void refuseBehindPipe(String word, Span span) {
        if (!legs.isEmpty()) {
            throw Problem.SYNTAX.at(
                    span, "A " + word + " behind a pipe searches what comes through it: leave out 'in'.");
        }
    }
}
