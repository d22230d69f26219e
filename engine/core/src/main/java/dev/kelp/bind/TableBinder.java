package dev.kelp.bind;

import dev.kelp.plan.Plan;
import dev.kelp.syntax.Expr;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.text.Suggestions;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Binds what names and calls mean as tables: lets, functions, views, stored tables. */
final class TableBinder {
    private final Binder binder;
    private final Session session;
    private final Scope scope;
    private final UserFunctions functions;

    TableBinder(Binder binder) {
        this.binder = binder;
        this.session = binder.session();
        this.scope = binder.scope();
        this.functions = new UserFunctions(binder);
    }

    /** What a name means as a table. */
    Relation named(Expr.Name name) {
        Scope.Meaning meaning = scope.find(name.name());
        BindTrace trace = session.trace();
        if (trace != null) {
            if (BindTrace.isUnwritten(name.name())) {
                trace.unwritten(name.name(), Binder.empty(), scope, true);
            } else if (meaning != null) {
                trace.symbols().named(name, meaning);
            }
        }
        if (meaning instanceof Scope.Table table) {
            return PlanCopy.of(table.relation(), session);
        }
        if (meaning instanceof Scope.Expression e) {
            boolean itself = e.expr() instanceof Expr.Name inner && inner.name().equals(name.name());
            if (!itself) {
                return binder.within(e.scope(), name.span())
                        .tableOrGraph(e.expr())
                        .named(null);
            }
        } else if (meaning instanceof Scope.Function f) {
            return functions
                    .invoke(name.name(), f, List.of(), name.span())
                    .named(f.function().view() ? name.name() : null);
        } else if (meaning != null) {
            throw Problem.NOT_TABULAR.at(name.span(), "'" + name.name() + "'");
        }
        return stored(session.database(), name.name(), name.span());
    }

    String database(Expr expr) {
        Expr.Call call = expr instanceof Expr.Index index ? (Expr.Call) index.index() : (Expr.Call) expr;
        if (!call.function().equals("database")) {
            throw Problem.NOT_SUPPORTED.at(call.span(), "Reading from another cluster");
        }
        String name = stringArgument(call);
        return session.catalog().database(name).orElseThrow(() -> Problem.UNKNOWN_DATABASE.at(call.span(), name));
    }

    private static String stringArgument(Expr.Call call) {
        if (call.arguments().size() == 1
                && call.arguments().get(0).expr() instanceof Expr.Literal literal
                && literal.type() == KqlType.STRING) {
            return String.valueOf(literal.value());
        }
        throw Problem.MUST_BE_CONSTANT.at(call.span(), "The argument of " + call.function() + "()");
    }

    /** A stored table with all its columns. */
    Relation stored(String database, String name, Span span) {
        Optional<TableDef> found = session.catalog().table(database, name);
        if (found.isEmpty()) {
            KqlException problem = Problem.UNKNOWN_TABLE.at(span, name, database);
            Set<String> candidates = new LinkedHashSet<>(scope.all());
            session.catalog().tables(database).forEach(t -> candidates.add(t.name()));
            String hint = Suggestions.didYouMean(name, candidates);
            throw hint == null ? problem : problem.hint(hint);
        }
        TableDef table = found.get();
        List<Plan.ScanColumn> columns = table.columns().stream()
                .map(c -> new Plan.ScanColumn(binder.column(c.name(), c.type()), c))
                .toList();
        Plan.Scan scan = new Plan.Scan(table, columns, List.of());
        BindTrace trace = session.trace();
        if (trace != null) {
            trace.symbols().table(span, table, scan.output());
        }
        return Relation.of(scan, scan.output()).named(name);
    }

    /** The tables whose names match a pattern with {@code *}, stored ones and views. */
    List<Relation> matching(String pattern, Span span) {
        String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
        List<Relation> found = new ArrayList<>();
        for (TableDef table : session.catalog().tables(session.database())) {
            if (table.name().matches(regex)) {
                found.add(stored(session.database(), table.name(), span));
            }
        }
        for (String view : scope.views()) {
            if (view.matches(regex) && scope.find(view) instanceof Scope.Function f) {
                found.add(functions.invoke(view, f, List.of(), span).named(view));
            }
        }
        return found;
    }

    /** What a call means as a table. */
    Relation called(Expr.Call call) {
        switch (call.function()) {
            case "materialize":
                if (call.arguments().size() != 1) {
                    throw Problem.ARGUMENT_COUNT.at(
                            call.span(),
                            "materialize",
                            "1 argument",
                            call.arguments().size());
                }
                return binder.tableOrGraph(call.arguments().get(0).expr());
            case "graph":
                throw Problem.NOT_SUPPORTED
                        .at(call.span(), "A stored graph")
                        .hint("Make the graph in the query, by make-graph.");
            case "table":
                return stored(session.database(), stringArgument(call), call.span());
            default:
                break;
        }
        if (scope.find(call.function()) instanceof Scope.Function f) {
            BindTrace trace = session.trace();
            if (trace != null) {
                trace.symbols().named(new Expr.Name(call.function(), call.nameSpan()), f);
            }
            return functions.invoke(call.function(), f, call.arguments(), call.span());
        }
        throw Problem.NOT_TABULAR.at(call.span(), "'" + call.function() + "(…)'");
    }
}
