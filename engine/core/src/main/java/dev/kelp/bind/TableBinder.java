package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
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
import java.util.regex.Pattern;

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
        } else if (meaning instanceof Scope.Entity entity) {
            return binder.within(entity.scope(), name.span()).table(entity.reference());
        } else if (meaning != null) {
            throw Problem.NOT_TABULAR.at(name.span(), "'" + name.name() + "'");
        }
        return stored(session.database(), name.name(), name.span());
    }

    /** A table by its name in what holds it: a database, or a pattern. */
    Relation held(Expr holder, String name, Span span) {
        if (holder instanceof Expr.Call call && scope.find(call.function()) instanceof Scope.Pattern pattern) {
            return new Patterns(binder).table(call, pattern, name);
        }
        return stored(new Databases(binder).one(holder), name, span);
    }

    /** The same by what stands in brackets or is called. */
    Relation held(Expr.Index index) {
        if (index.index() instanceof Expr.Literal literal) {
            return held(index.target(), String.valueOf(literal.value()), index.span());
        }
        if (index.index() instanceof Expr.Call call) {
            if (call.function().equals("table")) {
                return held(index.target(), tableName(call), index.span());
            }
            throw Problem.UNKNOWN_FUNCTION.at(call.nameSpan(), call.function());
        }
        if (index.index() instanceof Expr.Wildcard) {
            throw Problem.SYNTAX
                    .at(index.span(), "One table is needed here, and '*' may mean several.")
                    .hint("union, find and search take several.");
        }
        throw Problem.MUST_BE_CONSTANT.at(index.index().span(), "The name of a table");
    }

    /** The name in {@code table('T', 'hotcache')}; where its rows lie is no question here. */
    private String tableName(Expr.Call call) {
        if (call.arguments().size() == 2) {
            Expr.Item only = call.arguments().get(0);
            return Databases.text(new Expr.Call(call.function(), List.of(only), call.nameSpan(), call.span()), binder);
        }
        return Databases.text(call, binder);
    }

    /** A stored table with all its columns. */
    Relation stored(String database, String name, Span span) {
        Optional<TableDef> found = session.catalog().table(database, name);
        if (found.isEmpty() && session.catalog().views(database).contains(name)) {
            throw Problem.NOT_SUPPORTED
                    .at(span, "The view '" + name + "', which another client wrote in SQL,")
                    .hint("The tables that it reads can be queried themselves.");
        }
        if (found.isEmpty() || !scope.allows(database, name)) {
            KqlException problem = Problem.UNKNOWN_TABLE.at(span, name, database);
            Set<String> candidates = new LinkedHashSet<>(scope.all());
            session.catalog().tables(database).stream()
                    .map(TableDef::name)
                    .filter(t -> scope.allows(database, t))
                    .forEach(candidates::add);
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
        return inScope(Relation.of(scan, scan.output()).named(name), span);
    }

    /** The rows in the scope of time that options set, where the table has the column it is about. */
    private Relation inScope(Relation table, Span span) {
        Scalar.Literal name = session.option("query_datetimescope_column");
        Column column = name == null
                ? null
                : table.column(String.valueOf(name.value()))
                        .filter(c -> c.type() == KqlType.DATETIME)
                        .orElse(null);
        if (column == null) {
            return table;
        }
        Plan plan = table.plan();
        Scalar.Literal from = session.option("query_datetimescope_from");
        Scalar.Literal to = session.option("query_datetimescope_to");
        if (from != null) {
            plan = new Plan.Filter(plan, ExprBinder.compare(">=", new Scalar.Ref(column), from, span));
        }
        if (to != null) {
            plan = new Plan.Filter(plan, ExprBinder.compare("<=", new Scalar.Ref(column), to, span));
        }
        return table.over(plan, table.columns());
    }

    /** The tables whose names match a pattern with {@code *}, stored ones and views. */
    List<Relation> matching(String pattern, Span span) {
        List<Relation> found = new ArrayList<>(stored(session.database(), pattern(pattern), span));
        for (String view : scope.views()) {
            if (pattern(pattern).matcher(view).matches() && scope.find(view) instanceof Scope.Function f) {
                found.add(functions.invoke(view, f, List.of(), span).named(view));
            }
        }
        return found;
    }

    /** The stored tables of a database, or of those that match a pattern, whose names match. */
    List<Relation> matching(Expr database, String pattern, Span span) {
        List<Relation> found = new ArrayList<>();
        for (String name : new Databases(binder).named(database)) {
            found.addAll(stored(name, pattern(pattern), span));
        }
        return found;
    }

    private List<Relation> stored(String database, Pattern names, Span span) {
        return session.catalog().tables(database).stream()
                .filter(t -> names.matcher(t.name()).matches() && scope.allows(database, t.name()))
                .map(t -> stored(database, t.name(), span))
                .toList();
    }

    /** A name in which {@code *} stands for anything. */
    static Pattern pattern(String wild) {
        return Pattern.compile("\\Q" + wild.replace("*", "\\E.*\\Q") + "\\E");
    }

    /** What a call means as a table. */
    Relation called(Expr.Call call) {
        switch (call.function()) {
            case "materialize", "totable":
                if (call.arguments().size() != 1) {
                    throw Problem.ARGUMENT_COUNT.at(
                            call.span(),
                            call.function(),
                            "1 argument",
                            call.arguments().size());
                }
                return call.function().equals("materialize")
                        ? materialized(call)
                        : binder.tableOrGraph(call.arguments().get(0).expr());
            case "graph":
                throw Problem.NOT_SUPPORTED
                        .at(call.span(), "A stored graph")
                        .hint("Make the graph in the query, by make-graph.");
            case "table":
                return stored(session.database(), tableName(call), call.span());
            case "external_table":
                throw absent(call, "external table", "Read files with externaldata.");
            case "materialized_view":
                throw absent(call, "materialized view", "Kelp keeps no views of its own.");
            case "stored_query_result":
                throw absent(call, "stored query result", "Write results to a table: .set T <| query.");
            default:
                break;
        }
        if (scope.find(call.function()) instanceof Scope.Pattern pattern) {
            return new Patterns(binder).table(call, pattern, null);
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

    /** The same rows wherever the name that stands for the call is used. */
    private Relation materialized(Expr.Call call) {
        Relation known = session.materialized(call, scope);
        if (known != null) {
            return PlanCopy.of(known, session);
        }
        Relation bound = binder.tableOrGraph(call.arguments().get(0).expr());
        Relation steady = Sharing.steady(bound, session);
        if (steady != bound) {
            session.materialized(call, scope, steady);
        }
        return steady;
    }

    private KqlException absent(Expr.Call call, String what, String hint) {
        String name = Databases.text(
                new Expr.Call(call.function(), call.arguments().subList(0, 1), call.nameSpan(), call.span()), binder);
        return Problem.SEMANTIC
                .at(call.span(), "No " + what + " '" + name + "' in database '" + session.database() + "'.")
                .hint(hint);
    }
}
