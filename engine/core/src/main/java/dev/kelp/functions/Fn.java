package dev.kelp.functions;

import dev.kelp.functions.JavaBody.F0;
import dev.kelp.functions.JavaBody.F1;
import dev.kelp.functions.JavaBody.F2;
import dev.kelp.functions.JavaBody.F3;
import dev.kelp.functions.JavaBody.F4;
import dev.kelp.functions.JavaBody.F5;
import dev.kelp.functions.JavaBody.F6;
import dev.kelp.functions.JavaBody.F7;
import dev.kelp.types.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One overload of a function: a row of the table.
 *
 * @param kind scalar, aggregate or window
 * @param naming how a column made by an unnamed call is called
 * @param volatileResult whether two calls with the same arguments may differ ({@code rand})
 * @param filtered whether an aggregate's last required argument is the condition of the rows it takes ({@code sumif}): that
 *     argument becomes <code>{F}</code>, <code>{L0}</code> and <code>{N0}</code> see only its rows; the others keep their numbers
 * @param columns what the elements of its array are where a call stands for several columns ({@code series_stats}); empty for
 *     the functions of one value
 */
public record Fn(
        String name,
        Kind kind,
        Result result,
        List<Arg> args,
        Lowering lowering,
        Naming naming,
        boolean volatileResult,
        boolean filtered,
        List<Field> columns,
        String doc) {

    public enum Kind {
        SCALAR,
        AGGREGATE,
        WINDOW,
        /** Called only from templates of other rows, by {@code @name(}. */
        INTERNAL
    }

    /**
     * The implicit column name (rules R112 to R119).
     *
     * @param kind how the name is made
     * @param prefix the text of PREFIX and FIXED
     */
    public record Naming(Style kind, String prefix) {
        public enum Style {
            /** {@code Column1}, {@code Column2}, … */
            NONE,
            /** The first argument's name. */
            FIRST_ARGUMENT,
            /** {@code prefix_x}; {@code prefix_} where the argument has no name. */
            PREFIX_AND_FIRST,
            /** {@code prefix_x}; {@code prefix_} where the argument has no name. */
            FUNCTION_AND_FIRST,
            FIXED,
            /** {@code prefix_x_y}, of all arguments. */
            PREFIX_AND_ALL
        }
    }

    public Fn {
        args = List.copyOf(args);
        columns = List.copyOf(columns);
    }

    /** Whether the row has a meaning on an executor; macros and specials depend on what they lead to. */
    public boolean runsOn(Dialect dialect) {
        return !(lowering instanceof Lowering.Sql sql) || sql.templates().containsKey(dialect);
    }

    /** Whether a call may give it so many arguments. */
    public boolean takes(int count) {
        boolean rest = !args.isEmpty() && args.get(args.size() - 1).rest();
        return count >= required() && (rest || count <= args.size());
    }

    /** How many arguments a call must give it. */
    public int required() {
        return (int) args.stream().filter(arg -> !arg.optional()).count();
    }

    /** A scalar function: {@code scalar("strlen", Result.LONG, Arg.STRING).sql("length({0})").doc("…")}. */
    public static Row scalar(String name, Result result, Arg... args) {
        return new Row(name, Kind.SCALAR, result, args, new Naming(Naming.Style.NONE, ""));
    }

    /** An aggregate; its unnamed column is {@code name_x} unless the row says otherwise. */
    public static Row aggregate(String name, Result result, Arg... args) {
        return new Row(name, Kind.AGGREGATE, result, args, new Naming(Naming.Style.PREFIX_AND_FIRST, name));
    }

    /** A Java body for templates of other rows. */
    public static Row internal(String name, Result result, Arg... args) {
        return new Row(name, Kind.INTERNAL, result, args, new Naming(Naming.Style.NONE, ""));
    }

    /** A window function. */
    public static Row window(String name, Result result, Arg... args) {
        return new Row(name, Kind.WINDOW, result, args, new Naming(Naming.Style.NONE, ""));
    }

    /** A row being written; {@link #doc(String)} ends it. */
    public static final class Row {
        private final String name;
        private final Kind kind;
        private final Result result;
        private final List<Arg> args;
        private final Map<Dialect, String> templates = new EnumMap<>(Dialect.class);
        private Naming naming;
        private @Nullable Lowering lowering;
        private boolean volatileResult;
        private boolean filtered;
        private List<Field> columns = List.of();
        private boolean nulls;

        private Row(String name, Kind kind, Result result, Arg[] args, Naming naming) {
            this.name = name;
            this.kind = kind;
            this.result = result;
            this.args = List.of(args);
            this.naming = naming;
        }

        /** The unnamed column takes the first argument's name ({@code bin(t, 1h)} is {@code t}). */
        public Row keepsName() {
            naming = new Naming(Naming.Style.FIRST_ARGUMENT, "");
            return this;
        }

        /** The unnamed column is {@code prefix_x}. */
        public Row named(String prefix) {
            naming = new Naming(
                    kind == Kind.AGGREGATE ? Naming.Style.PREFIX_AND_FIRST : Naming.Style.FUNCTION_AND_FIRST, prefix);
            return this;
        }

        /** The unnamed column is {@code prefix_x_y}. */
        public Row namedByAll(String prefix) {
            naming = new Naming(Naming.Style.PREFIX_AND_ALL, prefix);
            return this;
        }

        public Row fixedName(String column) {
            naming = new Naming(Naming.Style.FIXED, column);
            return this;
        }

        /** The same SQL on every executor. */
        public Row sql(String template) {
            for (Dialect dialect : Dialect.values()) {
                templates.put(dialect, template);
            }
            return this;
        }

        /** The SQL of one executor, in place of the common one. */
        public Row on(Dialect dialect, String template) {
            templates.put(dialect, template);
            return this;
        }

        public Row macro(String kql) {
            lowering = new Lowering.Macro(kql);
            return this;
        }

        public Row special() {
            lowering = new Lowering.Special(null);
            return this;
        }

        /** The body sees nulls; to be said before {@code java}. */
        public Row nulls() {
            nulls = true;
            return this;
        }

        /** An aggregate's last required argument is the condition of the rows it takes. */
        public Row filtered() {
            filtered = true;
            return this;
        }

        /** The call stands for several columns: the elements of its array, {@code function_x_name} where it is unnamed. */
        public Row columns(Field... several) {
            columns = List.of(several);
            return this;
        }

        public Row volatileResult() {
            volatileResult = true;
            return this;
        }

        public Row java(F0 body) {
            return body(a -> body.apply());
        }

        @SuppressWarnings("unchecked")
        public <A> Row java(F1<A> body) {
            return body(a -> body.apply((A) a[0]));
        }

        @SuppressWarnings("unchecked")
        public <A, B> Row java(F2<A, B> body) {
            return body(a -> body.apply((A) a[0], (B) a[1]));
        }

        @SuppressWarnings("unchecked")
        public <A, B, C> Row java(F3<A, B, C> body) {
            return body(a -> body.apply((A) a[0], (B) a[1], (C) a[2]));
        }

        @SuppressWarnings("unchecked")
        public <A, B, C, D> Row java(F4<A, B, C, D> body) {
            return body(a -> body.apply((A) a[0], (B) a[1], (C) a[2], (D) a[3]));
        }

        @SuppressWarnings("unchecked")
        public <A, B, C, D, E> Row java(F5<A, B, C, D, E> body) {
            return body(a -> body.apply((A) a[0], (B) a[1], (C) a[2], (D) a[3], (E) a[4]));
        }

        @SuppressWarnings("unchecked")
        public <A, B, C, D, E, F> Row java(F6<A, B, C, D, E, F> body) {
            return body(a -> body.apply((A) a[0], (B) a[1], (C) a[2], (D) a[3], (E) a[4], (F) a[5]));
        }

        @SuppressWarnings("unchecked")
        public <A, B, C, D, E, F, G> Row java(F7<A, B, C, D, E, F, G> body) {
            return body(a -> body.apply((A) a[0], (B) a[1], (C) a[2], (D) a[3], (E) a[4], (F) a[5], (G) a[6]));
        }

        /** A body over all the arguments, for rows with a {@code rest} parameter. */
        public Row javaAll(JavaBody body) {
            return body(body);
        }

        private Row body(JavaBody body) {
            lowering = new Lowering.Java(body, nulls);
            return this;
        }

        /** Ends the row with one sentence for the documentation. */
        public Fn doc(String text) {
            Lowering meaning = lowering != null ? lowering : new Lowering.Sql(templates);
            return new Fn(name, kind, result, args, meaning, naming, volatileResult, filtered, columns, text);
        }
    }
}
