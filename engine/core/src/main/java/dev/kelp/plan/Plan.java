package dev.kelp.plan;

import dev.kelp.functions.Fn;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table, as an algebra closed under what both executors can do. */
public sealed interface Plan {

    /** The columns it yields, in order. */
    List<Column> output();

    <R> R accept(Visitor<R> visitor);

    /** One method per node and no defaults: a new node breaks the build at every consumer. */
    interface Visitor<R> {
        R scan(Scan scan);

        R values(Values values);

        R series(Series series);

        R filter(Filter filter);

        R project(Project project);

        R aggregate(Aggregate aggregate);

        R window(Window window);

        R limit(Limit limit);

        R join(Join join);

        R union(Union union);

        R unnest(Unnest unnest);

        R fold(Fold fold);

        R shared(Shared shared);
    }

    /** A column and what computes it. */
    record Assign(Column column, Scalar value) {
        /** A column handed on as it is. */
        public static Assign of(Column column) {
            return new Assign(column, new Scalar.Ref(column));
        }
    }

    /** A stored table; the predicates are answered exactly by the scan. */
    record Scan(TableDef table, List<ScanColumn> columns, List<ColumnPredicate> predicates) implements Plan {
        public Scan {
            columns = List.copyOf(columns);
            predicates = List.copyOf(predicates);
        }

        @Override
        public List<Column> output() {
            return columns.stream().map(ScanColumn::column).toList();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scan(this);
        }
    }

    record ScanColumn(Column column, ColumnDef stored) {}

    /** Rows of constants. */
    record Values(List<Column> output, List<List<Scalar>> rows) implements Plan {
        public Values {
            output = List.copyOf(output);
            rows = rows.stream().map(List::copyOf).toList();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.values(this);
        }
    }

    /** One row per value from the first to the last, both included, by a step; the values are constant expressions. */
    record Series(Column column, Scalar from, Scalar to, Scalar step) implements Plan {
        @Override
        public List<Column> output() {
            return List.of(column);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.series(this);
        }
    }

    /** The rows for which the predicate is true. */
    record Filter(Plan input, Scalar predicate) implements Plan {
        @Override
        public List<Column> output() {
            return input.output();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.filter(this);
        }
    }

    /** Just the columns assigned, each computed on the input row. */
    record Project(Plan input, List<Assign> columns) implements Plan {
        public Project {
            columns = List.copyOf(columns);
        }

        @Override
        public List<Column> output() {
            return columns.stream().map(Assign::column).toList();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.project(this);
        }
    }

    /** A row per distinct keys (null is a key like any other); exactly one row without keys. */
    record Aggregate(Plan input, List<Assign> keys, List<AggregateColumn> aggregates) implements Plan {
        public Aggregate {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
        }

        @Override
        public List<Column> output() {
            return java.util.stream.Stream.concat(
                            keys.stream().map(Assign::column),
                            aggregates.stream().map(AggregateColumn::column))
                    .toList();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.aggregate(this);
        }
    }

    /**
     * A call of an aggregate row.
     *
     * @param filter rows that don't meet it are left out; null for none
     * @param order the order of the rows, for aggregates that keep it
     */
    record AggregateColumn(
            Column column,
            Fn function,
            List<Scalar> arguments,
            @Nullable Scalar filter,
            List<SortKey> order) {
        public AggregateColumn {
            arguments = List.copyOf(arguments);
            order = List.copyOf(order);
        }
    }

    /** The input's columns and one more per window expression. */
    record Window(Plan input, List<WindowColumn> columns) implements Plan {
        public Window {
            columns = List.copyOf(columns);
        }

        @Override
        public List<Column> output() {
            return java.util.stream.Stream.concat(
                            input.output().stream(), columns.stream().map(WindowColumn::column))
                    .toList();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.window(this);
        }
    }

    /** What a window column computes. */
    enum WindowKind {
        /** 1, 2, … in the order. */
        ROW_NUMBER,
        /** The value {@code offset} rows before; {@code otherwise} where there is none. */
        LAG,
        LEAD,
        /** Sum from the first row to this one. */
        RUNNING_SUM,
        /** The greatest value from the first row to this one, nulls left out. */
        RUNNING_MAX
    }

    /**
     * @param arguments of LAG and LEAD: value, offset, otherwise; of the RUNNING kinds: value; else none
     */
    record WindowColumn(
            Column column, WindowKind kind, List<Scalar> arguments, List<Column> partition, List<SortKey> order) {
        public WindowColumn {
            arguments = List.copyOf(arguments);
            partition = List.copyOf(partition);
            order = List.copyOf(order);
        }
    }

    /** The first rows in an order, or any rows without one. */
    record Limit(Plan input, long count, List<SortKey> order) implements Plan {
        public Limit {
            order = List.copyOf(order);
        }

        @Override
        public List<Column> output() {
            return input.output();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.limit(this);
        }
    }

    enum JoinKind {
        INNER,
        LEFT_OUTER,
        RIGHT_OUTER,
        FULL_OUTER,
        LEFT_SEMI,
        LEFT_ANTI
    }

    record KeyPair(Scalar left, Scalar right) {}

    /**
     * An equality join in which null equals null and NaN equals NaN (R40). Semi and anti joins yield the left columns, others
     * left then right. No keys: every pair of rows. Outer joins give SQL nulls for missing strings: the binder mends them.
     */
    record Join(JoinKind kind, Plan left, Plan right, List<KeyPair> keys) implements Plan {
        public Join {
            keys = List.copyOf(keys);
        }

        @Override
        public List<Column> output() {
            return kind == JoinKind.LEFT_SEMI || kind == JoinKind.LEFT_ANTI
                    ? left.output()
                    : java.util.stream.Stream.concat(left.output().stream(), right.output().stream())
                            .toList();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.join(this);
        }
    }

    /** All rows of all inputs; each input's columns stand in the order of the output. */
    record Union(List<Plan> inputs, List<List<Column>> columns, List<Column> output) implements Plan {
        public Union {
            inputs = List.copyOf(inputs);
            columns = columns.stream().map(List::copyOf).toList();
            output = List.copyOf(output);
            for (List<Column> from : columns) {
                if (from.size() != output.size()) {
                    throw new IllegalArgumentException(
                            "union of " + from.size() + " and " + output.size() + " columns");
                }
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.union(this);
        }
    }

    /**
     * The input's columns, and per row a row for each position of the longest of some lists. A list is the JSON texts of its
     * items joined by {@code U+0001}, null for none; an item {@code null}, or one past its list's end, is null. Rows whose lists
     * are all null give no row.
     *
     * @param position the 0-based position, null where it isn't asked for
     */
    record Unnest(Plan input, List<Assign> items, @Nullable Column position) implements Plan {
        public Unnest {
            items = List.copyOf(items);
            for (Assign item : items) {
                if (item.column().type() != KqlType.DYNAMIC) {
                    throw new IllegalArgumentException("unnest to " + item.column());
                }
            }
        }

        @Override
        public List<Column> output() {
            java.util.stream.Stream<Column> more = items.stream().map(Assign::column);
            if (position != null) {
                more = java.util.stream.Stream.concat(more, java.util.stream.Stream.of(position));
            }
            return java.util.stream.Stream.concat(input.output().stream(), more).toList();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unnest(this);
        }
    }

    /**
     * A machine that walks the rows of each partition in order and holds state between them. Per row the stages compute columns, one
     * stage after another, from the row, the state and the stages before; then each emission whose condition holds gives a row of the
     * output, and the state takes its next values. Partitions are walked side by side.
     *
     * @param number the input's column that numbers the rows of a partition 1, 2, …
     * @param state the cells and their constants before the first row
     * @param next for each cell the column, of any kind, that it takes its next value from
     */
    record Fold(
            Plan input,
            List<Column> partition,
            Column number,
            List<Assign> state,
            List<List<Assign>> stages,
            List<Column> next,
            List<Emission> emissions,
            List<Column> output)
            implements Plan {
        public Fold {
            partition = List.copyOf(partition);
            state = List.copyOf(state);
            stages = stages.stream().map(List::copyOf).toList();
            next = List.copyOf(next);
            emissions = List.copyOf(emissions);
            output = List.copyOf(output);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fold(this);
        }

        /** What the machine reads of its input's columns. */
        public java.util.Set<Column> reads() {
            java.util.Set<Column> read = new java.util.LinkedHashSet<>(partition);
            read.add(number);
            stages.forEach(stage -> read.addAll(
                    References.counts(stage.stream().map(Assign::value).toList())
                            .keySet()));
            read.addAll(next);
            emissions.forEach(e -> {
                read.add(e.condition());
                read.addAll(e.values());
            });
            state.forEach(s -> read.remove(s.column()));
            stages.forEach(stage -> stage.forEach(a -> read.remove(a.column())));
            return read;
        }
    }

    /**
     * A row that a machine may yield.
     *
     * @param condition a column of the input or of a stage
     * @param values columns of the input or of stages, in the order of the output
     */
    record Emission(Column condition, List<Column> values) {
        public Emission {
            values = List.copyOf(values);
        }
    }

    /**
     * Rows that are computed once, however often they are read: by {@code materialize} and wherever two evaluations of one plan might
     * not agree.
     *
     * @param name the same for all that read the same rows; their inputs are equal
     * @param columns what is read of the input
     * @param output what these are called here
     */
    record Shared(String name, Plan input, List<Column> columns, List<Column> output) implements Plan {
        public Shared {
            columns = List.copyOf(columns);
            output = List.copyOf(output);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shared(this);
        }

        /** The input's columns under the output's names: what stands in its place where nobody else reads it. */
        public Project inline() {
            List<Assign> assigns = new java.util.ArrayList<>();
            for (int i = 0; i < output.size(); i++) {
                assigns.add(new Assign(output.get(i), new Scalar.Ref(columns.get(i))));
            }
            return new Project(input, assigns);
        }
    }
}
