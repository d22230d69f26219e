package dev.kelp.fuzz;

import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The columns a generated pipeline can be sure of at some place; there may be more, of names that only the language knows.
 *
 * @param serialized whether the rows have an order that window functions may rely on
 */
record Columns(List<Known> known, boolean serialized) {

    /** @param name as it is, without brackets */
    record Known(String name, KqlType type) {

        /** The name as a query writes it. */
        String text() {
            return name.contains(" ") ? "['" + name + "']" : name;
        }
    }

    Columns {
        known = List.copyOf(known);
    }

    static Columns of(TableDef table) {
        return new Columns(
                table.columns().stream().map(c -> new Known(c.name(), c.type())).toList(), false);
    }

    static Columns of(String name, KqlType type) {
        return new Columns(List.of(new Known(name, type)), false);
    }

    List<Known> typed(Predicate<KqlType> wanted) {
        return known.stream().filter(c -> wanted.test(c.type())).toList();
    }

    boolean has(String name) {
        return known.stream().anyMatch(c -> c.name().equals(name));
    }

    /** With another column; one of the same name gives way. */
    Columns with(String name, KqlType type) {
        List<Known> columns = new ArrayList<>();
        known.stream().filter(c -> !c.name().equals(name)).forEach(columns::add);
        columns.add(new Known(name, type));
        return new Columns(columns, serialized);
    }

    Columns without(String name) {
        return new Columns(known.stream().filter(c -> !c.name().equals(name)).toList(), serialized);
    }

    Columns only(List<Known> columns) {
        return new Columns(columns, serialized);
    }

    Columns inOrder(boolean ordered) {
        return new Columns(known, ordered);
    }

    /** With those of another table whose names aren't taken. */
    Columns and(Columns others) {
        List<Known> columns = new ArrayList<>(known);
        others.known.stream().filter(c -> !has(c.name())).forEach(columns::add);
        return new Columns(columns, serialized);
    }
}
