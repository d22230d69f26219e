package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.Literals;
import dev.kelp.tables.TableCatalog;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is the same for all of one query: tables, database, clock, parameters; and the numbering of columns. */
public final class Session {
    private final TableCatalog catalog;
    private final String database;
    private final long nowTicks;
    private final Map<String, String> parameters;
    private final Map<String, Given> given = new LinkedHashMap<>();
    private final Map<String, Scalar.Literal> options = new LinkedHashMap<>();
    private @Nullable Probe probe;
    private @Nullable Outside outside;
    private @Nullable BindTrace trace;
    private final Map<Materialized, Relation> materialized = new HashMap<>();
    private int columns;
    private int unnamed;
    private int expansions;

    public Session(TableCatalog catalog, String database, long nowTicks, Map<String, String> parameters) {
        this.catalog = catalog;
        this.database = database;
        this.nowTicks = nowTicks;
        this.parameters = Map.copyOf(parameters);
    }

    public TableCatalog catalog() {
        return catalog;
    }

    public String database() {
        return database;
    }

    /** The one instant that {@code now()} means all through the query: the clock's, or what {@code set query_now} says. */
    public long nowTicks() {
        Scalar.Literal set = options.get("query_now");
        return set != null && set.type() == KqlType.DATETIME && set.value() instanceof Long ticks ? ticks : nowTicks;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** Rows that a query may read under a name. */
    record Given(Schema schema, List<@Nullable Object[]> rows) {}

    /** @param rows cells are carriers of the schema's types */
    public void give(String name, Schema schema, List<@Nullable Object[]> rows) {
        given.put(name, new Given(schema, rows));
    }

    Map<String, Given> given() {
        return given;
    }

    /** What the request says, each as a KQL literal or bare text; {@code set} counts more. */
    public Session options(Map<String, String> given) {
        given.forEach((name, text) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            KqlType type = QueryOption.named(lower)
                    .flatMap(o -> KqlType.named(o.type()))
                    .orElse(KqlType.STRING);
            Expr.Literal literal = Literals.parameter(type, text);
            if (literal != null) {
                set(lower, new Scalar.Literal(literal.type(), literal.value()));
            } else if (QueryOption.named(lower)
                    .filter(o -> o.effect() == QueryOption.Effect.QUERY)
                    .isPresent()) {
                throw Problem.SEMANTIC.here("The request option '" + lower + "' cannot be '" + text + "'.");
            }
        });
        return this;
    }

    /** What the query has {@code set}, by lower-case name. */
    void set(String option, Scalar.Literal value) {
        if (QueryOption.named(option)
                .filter(o -> o.effect() == QueryOption.Effect.REFUSED)
                .isPresent()) {
            throw Problem.NOT_SUPPORTED.here("The option '" + option + "'");
        }
        options.put(option, value);
    }

    Scalar.@Nullable Literal option(String name) {
        return options.get(name);
    }

    /** A whole number that an option is set to, null where it isn't. */
    public @Nullable Long number(String option) {
        Scalar.Literal value = options.get(option);
        return value != null && value.value() instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }

    /** Whether an option is set to true. */
    public boolean isOn(String option) {
        Scalar.Literal value = options.get(option);
        return value != null
                && ("true".equalsIgnoreCase(String.valueOf(value.value()))
                        || Long.valueOf(1).equals(value.value()));
    }

    /** What a call of {@code materialize} was bound to where it stands, null for none. */
    @Nullable
    Relation materialized(Expr.Call call, Scope where) {
        return materialized.get(new Materialized(call, where));
    }

    void materialized(Expr.Call call, Scope where, Relation rows) {
        materialized.put(new Materialized(call, where), rows);
    }

    private record Materialized(Expr.Call call, Scope where) {}

    /** Lets tables whose columns depend on the data be asked for. */
    public Session probing(Probe answers) {
        probe = answers;
        return this;
    }

    /** Lets plugins ask the world outside. */
    public Session asking(Outside world) {
        outside = world;
        return this;
    }

    /** Null where nothing may be asked, as when a query is only explained. */
    public @Nullable Outside outside() {
        return outside;
    }

    @Nullable
    Probe probe() {
        return probe;
    }

    /** From now on errors are noted in the trace, and binding goes on. */
    public void trace(BindTrace listener) {
        trace = listener;
    }

    /** Who listens and wants binding to go on after errors; null where the first error is thrown. */
    @Nullable
    BindTrace trace() {
        return trace;
    }

    /** Work on a text that is not the query's own, or whose errors are awaited: nobody listens, and errors are thrown. */
    <T> T untraced(Supplier<T> work) {
        BindTrace listener = trace;
        trace = null;
        try {
            return work.get();
        } finally {
            trace = listener;
        }
    }

    /** Counts the uses of definitions and functions. */
    int expansion() {
        return ++expansions;
    }

    /** The number of the next column that nothing gives a name. */
    int unnamedColumn() {
        return ++unnamed;
    }

    /** Starts counting unnamed columns anew, as a function's body does; returns the count to go back to. */
    int countUnnamedFrom(int count) {
        int before = unnamed;
        unnamed = count;
        return before;
    }

    public Column column(String name, KqlType type) {
        return new Column(columns++, name, type);
    }
}
