package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.bind.RowContext;
import dev.kelp.plan.Column;
import dev.kelp.plan.PlanRewriter;
import dev.kelp.plan.References;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A step of a scan, bound: its expressions read columns of the row, and cells {@code s.x} of this step and of those before it.
 *
 * @param cells the columns that stand for the cells in the expressions
 * @param assignments by the name of the declared column
 */
record ScanStep(
        String name, Scan.Output output, Map<Cell, Column> cells, Scalar condition, Map<String, Scalar> assignments) {

    /** {@code s.x}: what the row last matched to a step had in a column. */
    record Cell(int step, String column) {}

    /** @param steps the steps that may be read, this one included, and their places */
    static ScanStep bind(
            Scan.Step step,
            Relation input,
            Map<String, Scalar> defaults,
            Map<String, Integer> steps,
            RowContext row,
            Binder binder) {
        RowContext context = binder.row(input);
        defaults.forEach(context::local);
        Map<Column, Cell> all = new LinkedHashMap<>();
        steps.forEach((name, place) -> {
            Map<String, Scalar> cells = new LinkedHashMap<>();
            for (Column column : input.columns()) {
                cells.put(column.name(), cell(new Cell(place, column.name()), column, all, binder));
            }
            defaults.forEach((column, value) ->
                    cells.put(column, cell(new Cell(place, column), binder.column(column, value.type()), all, binder)));
            context.record(name, cells);
        });
        RowOnly rowOnly = new RowOnly(row, Set.copyOf(input.columns()));
        Scalar condition = rowOnly.of(binder.predicate(step.condition(), context));
        Map<String, Scalar> assignments = new LinkedHashMap<>();
        for (Expr.Item item : step.assignments()) {
            String column = item.names().get(0).text();
            Scalar fallback = defaults.get(column);
            if (fallback == null) {
                throw Problem.UNKNOWN_COLUMN
                        .at(item.span(), column, " is declared")
                        .hint("Steps assign the columns of declare (…).");
            }
            Scalar value = binder.scalar(item.expr(), context, fallback.type(), "The value of '" + column + "'");
            if (assignments.putIfAbsent(column, rowOnly.of(value)) != null) {
                throw Problem.DUPLICATE_COLUMN.at(item.span(), column);
            }
        }
        Set<Column> read = new HashSet<>(References.of(condition));
        read.addAll(References.counts(assignments.values()).keySet());
        Map<Cell, Column> cells = new LinkedHashMap<>();
        all.forEach((column, cell) -> {
            if (read.contains(column)) {
                cells.put(cell, column);
            }
        });
        return new ScanStep(step.name().text(), step.output(), cells, condition, assignments);
    }

    private static Scalar cell(Cell cell, Column like, Map<Column, Cell> all, Binder binder) {
        Column column = binder.column(like.name(), like.type());
        all.put(column, cell);
        return new Scalar.Ref(column);
    }

    /** An expression with its cells read elsewhere. */
    Scalar reading(Scalar expression, Map<Cell, Scalar> places) {
        Map<Column, Scalar> by = new LinkedHashMap<>();
        cells.forEach((cell, column) -> {
            Scalar place = places.get(cell);
            if (place != null) {
                by.put(column, place);
            }
        });
        return new PlanRewriter() {
            Scalar of(Scalar scalar) {
                return rewrite(scalar);
            }

            @Override
            public Scalar ref(Scalar.Ref ref) {
                return by.getOrDefault(ref.column(), ref);
            }
        }.of(expression);
    }

    /** Has the database compute what depends on the row alone before the machine runs: for all rows at once, sub-queries included. */
    private static final class RowOnly {
        private final RowContext row;
        private final Set<Column> columns;

        RowOnly(RowContext row, Set<Column> columns) {
            this.row = row;
            this.columns = columns;
        }

        Scalar of(Scalar scalar) {
            if (scalar instanceof Scalar.Literal || scalar instanceof Scalar.Ref) {
                return scalar;
            }
            if (columns.containsAll(References.of(scalar))) {
                return new Scalar.Ref(row.column(scalar, "of_row"));
            }
            if (scalar instanceof Scalar.Call call) {
                List<Scalar> arguments = call.arguments().stream().map(this::of).toList();
                return new Scalar.Call(call.function(), arguments, call.type());
            }
            if (scalar instanceof Scalar.In in) {
                List<Scalar> items = in.items().stream().map(this::of).toList();
                return new Scalar.In(of(in.value()), items, in.negated());
            }
            return scalar;
        }
    }
}
