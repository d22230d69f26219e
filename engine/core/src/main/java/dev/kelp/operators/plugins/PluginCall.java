package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plugin being called: its table, its arguments by place and by name, and the columns it is asked to yield.
 *
 * @param piped the table before the pipe, null where {@code evaluate} begins the query
 * @param schema null where none is written
 */
public record PluginCall(
        Expr.Call call, @Nullable Relation piped, @Nullable OutputSchema schema, Binder binder) {

    String name() {
        return call.function();
    }

    Span span() {
        return call.span();
    }

    /** The table that the plugin works on. */
    Relation input() {
        if (piped == null) {
            throw Problem.SEMANTIC.at(call.nameSpan(), "The plugin '" + name() + "' needs a table before it.");
        }
        return piped;
    }

    // --- arguments
    // ----------------------------------------------------------------------------------------------------

    /** The arguments without a name, in order. */
    List<Expr> places() {
        return call.arguments().stream()
                .filter(a -> a.name() == null)
                .map(Expr.Item::expr)
                .toList();
    }

    /** How many arguments stand by place. */
    int size() {
        return places().size();
    }

    /** The argument at a place, or that of a name; empty where it is left out. */
    Optional<Expr> argument(int place, String name) {
        Optional<Expr> named = call.arguments().stream()
                .filter(a -> name.equals(a.name()))
                .map(Expr.Item::expr)
                .findFirst();
        List<Expr> places = places();
        return named.isPresent() || place >= places.size() ? named : Optional.of(places.get(place));
    }

    /** Refuses too few or too many arguments by place, and names that the plugin doesn't know. */
    void expect(int least, int most, String... names) {
        int given = call.arguments().size();
        if (given < least || size() > most) {
            String wanted = least == most ? "" : most == Integer.MAX_VALUE ? "at least " : least + " to ";
            int last = least == most || most == Integer.MAX_VALUE ? least : most;
            wanted += last + (last == 1 ? " argument" : " arguments");
            throw Problem.ARGUMENT_COUNT.at(span(), name(), wanted, given);
        }
        Set<String> known = Set.of(names);
        for (Expr.Item item : call.arguments()) {
            if (item.name() != null && !known.contains(item.name())) {
                throw Problem.SEMANTIC
                        .at(item.span(), "The plugin '" + name() + "' has no parameter '" + item.name() + "'.")
                        .hint(
                                names.length == 0
                                        ? "Its arguments have no names."
                                        : "It has " + String.join(", ", names) + ".");
            }
        }
    }

    Expr required(int place, String name) {
        return argument(place, name)
                .orElseThrow(() -> Problem.ARGUMENT_COUNT.at(
                        span(),
                        name(),
                        "at least " + (place + 1) + " arguments",
                        call.arguments().size()));
    }

    /** A column of the input. */
    Column column(int place, String name) {
        return column(required(place, name), input(), name);
    }

    /** A column of a table, by its name. */
    Column column(Expr argument, Relation table, String name) {
        if (!(argument instanceof Expr.Name column)) {
            throw Problem.COLUMN_NEEDED.at(argument.span(), name);
        }
        return binder.column(table, column.name(), column.span());
    }

    /** Columns of the input, from a place on. */
    List<Column> columnsFrom(int place, String name) {
        return columns(place, size(), name);
    }

    /** Columns of the input, from a place on and before another. */
    List<Column> columns(int place, int end, String name) {
        List<Column> columns = new ArrayList<>();
        for (int i = place; i < end; i++) {
            columns.add(column(i, name));
        }
        return columns;
    }

    /** Whether an argument names a column of the input. */
    boolean isColumn(int place) {
        return place < size()
                && places().get(place) instanceof Expr.Name name
                && input().column(name.name()).isPresent();
    }

    /** Whether an argument is a table. */
    boolean isTable(int place) {
        return place < size() && !isColumn(place) && binder.isTabular(places().get(place));
    }

    /** A value that depends on no row. */
    Scalar constant(int place, String name) {
        return binder.constant(required(place, name));
    }

    /** A constant of a type, implicit conversions included. */
    Scalar constant(int place, String name, KqlType type) {
        Expr argument = required(place, name);
        return binder.scalar(argument, binder.row(binder.oneRow()), type, "The argument '" + name + "'");
    }

    /** The carrier of a constant known before the query runs, of a type; null for null. */
    @Nullable
    Object value(int place, String name, KqlType type) {
        if (constant(place, name, type) instanceof Scalar.Literal literal) {
            return literal.value();
        }
        throw Problem.MUST_BE_CONSTANT.at(required(place, name).span(), "The argument '" + name + "'");
    }

    long number(int place, String name) {
        Object value = value(place, name, KqlType.LONG);
        if (value == null) {
            throw Problem.SEMANTIC.at(required(place, name).span(), "The argument '" + name + "' must not be null.");
        }
        return (Long) value;
    }

    String text(int place, String name) {
        return String.valueOf(value(place, name, KqlType.STRING));
    }

    /** A bool by place or name; false where it is left out. */
    boolean flag(int place, String name) {
        return argument(place, name).isPresent() && Boolean.TRUE.equals(value(place, name, KqlType.BOOL));
    }
}
