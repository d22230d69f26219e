package dev.kelp;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.bind.Session;
import dev.kelp.functions.Dialect;
import dev.kelp.operators.Operators;
import dev.kelp.optimize.Rules;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.SortKey;
import dev.kelp.plan.Visualization;
import dev.kelp.sql.SqlGenerator;
import dev.kelp.sql.SqlText;
import dev.kelp.syntax.QueryParser;
import dev.kelp.syntax.Statement;
import dev.kelp.tables.TableCatalog;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** KQL to SQL: the whole flow on one screen. No I/O; the clock comes from outside. */
public final class Compiler {
    private Compiler() {}

    /**
     * One query statement, compiled.
     *
     * @param name what {@code as} calls the result, null without it
     */
    public record Compiled(
            SqlText sql,
            Plan plan,
            @Nullable String name,
            @Nullable Visualization visualization) {}

    /** A text's query statements in order. */
    public record Program(List<Compiled> queries) {}

    /**
     * @param database a name out of the catalogue
     * @param nowTicks the instant that {@code now()} means
     * @param parameters texts for {@code declare query_parameters}
     * @throws KqlException for a text that is wrong or asks for what isn't supported, with its place
     */
    public static Program compile(
            String text,
            TableCatalog catalog,
            String database,
            long nowTicks,
            Map<String, String> parameters,
            Dialect dialect) {
        return compile(text, dialect, new Session(catalog, database, nowTicks, parameters));
    }

    /** The same in a session that has been given more: tables of its own ({@link Session#give}). */
    public static Program compile(String text, Dialect dialect, Session session) {
        Source source = new Source(text);
        try {
            List<Statement> statements = QueryParser.parse(source, Operators.ALL);
            List<Compiled> queries = new ArrayList<>();
            for (Relation relation : Binder.bind(statements, session, Operators.ALL)) {
                queries.add(compile(relation, dialect));
            }
            if (queries.isEmpty()) {
                throw Problem.SYNTAX.here("There is no query here, only definitions.");
            }
            return new Program(queries);
        } catch (KqlException e) {
            throw e.in(source);
        } catch (StackOverflowError e) {
            throw Problem.SYNTAX.here("The query is nested too deeply.").in(source);
        }
    }

    /**
     * What the {@code set} statements of a text ask for, by lower-case name. They are for whoever runs it and sends its rows on, and so
     * are known before either; nothing where the text is wrong, which compiling it will say.
     */
    public static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        try {
            for (Statement statement : QueryParser.parse(new Source(text), Operators.ALL)) {
                if (statement instanceof Statement.SetOption set) {
                    options.put(set.option(), set.setting());
                }
            }
        } catch (KqlException | StackOverflowError e) {
            return Map.of();
        }
        return options;
    }

    /** A bound table, compiled. */
    static Compiled compile(Relation relation, Dialect dialect) {
        Set<Column> needed = new LinkedHashSet<>(relation.columns());
        relation.order().stream().map(SortKey::column).forEach(needed::add);
        Plan plan = Rules.optimize(relation.plan(), needed);
        SqlText sql = SqlGenerator.generate(plan, relation.columns(), relation.order(), dialect);
        return new Compiled(sql, plan, relation.name(), relation.visualization());
    }
}
