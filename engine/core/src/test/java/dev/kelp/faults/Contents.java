package dev.kelp.faults;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.tables.TableDef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What a database holds: the tables by name, each with its columns and the values of its column {@code id}, sorted. Immutable. */
record Contents(Map<String, Table> tables) {

    record Table(List<String> columns, List<Long> ids) {
        Table {
            columns = List.copyOf(columns);
            ids = ids.stream().sorted().toList();
        }
    }

    static final Contents NOTHING = new Contents(Map.of());

    Contents {
        tables = Collections.unmodifiableMap(new TreeMap<>(tables));
    }

    /** Reads everything there is. */
    static Contents of(Engine engine) {
        Map<String, Table> tables = new TreeMap<>();
        for (TableDef table : engine.snapshot().tables("main")) {
            List<String> columns = table.columns().stream()
                    .map(c -> c.name() + ":" + c.type().kql())
                    .toList();
            tables.put(table.name(), new Table(columns, numbers(engine, table.name() + " | project id")));
        }
        return new Contents(tables);
    }

    /** The first column of a query's answer. */
    static List<Long> numbers(Engine engine, String query) {
        List<Long> numbers = new ArrayList<>();
        try (Answer answer = engine.execute(Request.of(query))) {
            answer.primary().frame().rows().forEach(row -> numbers.add((Long) Objects.requireNonNull(row[0])));
        }
        return numbers;
    }

    Contents with(String name, Table table) {
        Map<String, Table> changed = new TreeMap<>(tables);
        changed.put(name, table);
        return new Contents(changed);
    }

    Contents without(String name) {
        Map<String, Table> changed = new TreeMap<>(tables);
        changed.remove(name);
        return new Contents(changed);
    }

    /** With a table of its name, empty. */
    Contents columns(String name, String... columns) {
        return with(name, new Table(List.of(columns), List.of()));
    }

    /** With other columns for the same rows. */
    Contents renamed(String name, String... columns) {
        return with(
                name,
                new Table(
                        List.of(columns),
                        Objects.requireNonNull(tables.get(name)).ids()));
    }

    /** With rows from one id up to another, both included. */
    Contents added(String name, long from, long to) {
        Table there = Objects.requireNonNull(tables.get(name));
        List<Long> ids = LongStream.concat(
                        there.ids().stream().mapToLong(Long::longValue), LongStream.rangeClosed(from, to))
                .boxed()
                .toList();
        return with(name, new Table(there.columns(), ids));
    }

    Contents kept(String name, LongPredicate which) {
        Table there = Objects.requireNonNull(tables.get(name));
        return with(
                name,
                new Table(
                        there.columns(),
                        there.ids().stream().filter(which::test).toList()));
    }

    @Override
    public String toString() {
        return tables.entrySet().stream()
                .map(t -> t.getKey() + t.getValue().columns() + ": "
                        + shortened(t.getValue().ids()))
                .collect(Collectors.joining("; "));
    }

    private static String shortened(List<Long> ids) {
        return ids.isEmpty() ? "empty" : ids.size() + " from " + ids.get(0) + " to " + ids.get(ids.size() - 1);
    }
}
