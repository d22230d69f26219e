package dev.kelp.operators;

import dev.kelp.bind.AggregateCalls;
import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.operators.ScanStep.Cell;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a scan as a {@link Plan.Fold}. Each step holds a state: whether a sequence has come to it, its match id, and the cells
 * {@code s.x} of itself and the steps before it that somebody reads. A row is tried on the steps from the last to the first: it
 * carries on the sequence of the step before (which moves here), else it repeats this one's.
 */
final class ScanMachine {
    private static final Scalar TRUE = new Scalar.Literal(KqlType.BOOL, true);
    private static final Scalar FALSE = new Scalar.Literal(KqlType.BOOL, false);

    private final Binder binder;
    private final Span span;
    private final Relation input;
    private final Map<String, Scalar> defaults;
    private final List<ScanStep> steps;
    private final @Nullable Column match;

    private final List<Plan.Assign> state = new ArrayList<>();
    /** Where each cell of the state stands after the stages so far, in the order of {@link #state}. */
    private final List<Scalar.Ref> now = new ArrayList<>();

    private final List<List<Plan.Assign>> stages = new ArrayList<>();
    private final List<Plan.Emission> emissions = new ArrayList<>();
    private final List<State> states = new ArrayList<>();
    private int matches = -1;

    /** The places of a step's state in {@link #now}. */
    private static final class State {
        int active;
        int id = -1;
        final Map<Cell, Integer> cells = new LinkedHashMap<>();
        /** Of a step that puts out the last of its rows: whether one waits, and its values. */
        int waiting = -1;

        final List<Integer> waitingValues = new ArrayList<>();

        int place(Cell cell) {
            return Objects.requireNonNull(cells.get(cell), "a cell that the step does not hold");
        }
    }

    ScanMachine(
            Binder binder,
            Span span,
            Relation input,
            Map<String, Scalar> defaults,
            List<ScanStep> steps,
            @Nullable Column match) {
        this.binder = binder;
        this.span = span;
        this.input = input;
        this.defaults = defaults;
        this.steps = steps;
        this.match = match;
    }

    /** @param plan the input's, with the column that numbers its rows */
    Relation over(Plan plan, Column number) {
        boolean waits = steps.stream().anyMatch(s -> s.output() == Scan.Output.LAST);
        Column end = binder.column("end", KqlType.BOOL);
        Plan rows = waits ? withEnd(plan, number, end) : plan;
        for (int k = 0; k < steps.size(); k++) {
            states.add(state(k));
        }
        if (match != null) {
            matches = cell(new Scalar.Literal(KqlType.LONG, 0L));
        }
        Scalar running = waits ? not(new Scalar.Ref(end)) : TRUE;
        for (int k = steps.size() - 1; k >= 0; k--) {
            step(k, running);
        }
        if (waits) {
            for (int k = 0; k < steps.size(); k++) {
                if (states.get(k).waiting >= 0) {
                    emitWaiting(k, new Scalar.Ref(end));
                }
            }
        }
        return relation(rows, number);
    }

    private Relation relation(Plan rows, Column number) {
        List<Column> output = new ArrayList<>();
        input.columns().forEach(c -> output.add(binder.column(c.name(), c.type())));
        defaults.forEach((name, value) -> output.add(binder.column(name, value.type())));
        if (match != null) {
            output.add(binder.column(match.name(), match.type()));
        }
        List<Column> visible = List.copyOf(output);
        Column row = binder.column(Binder.ORDINAL, KqlType.LONG);
        Column turn = binder.column(Binder.ORDINAL, KqlType.LONG);
        output.add(row);
        output.add(turn);
        List<Plan.Assign> turns = new ArrayList<>();
        List<Plan.Emission> numbered = new ArrayList<>();
        for (Plan.Emission emission : emissions) {
            Column at = binder.column("turn", KqlType.LONG);
            turns.add(new Plan.Assign(at, new Scalar.Literal(KqlType.LONG, (long) turns.size())));
            List<Column> values = new ArrayList<>(emission.values());
            values.add(number);
            values.add(at);
            numbered.add(new Plan.Emission(emission.condition(), values));
        }
        if (numbered.isEmpty()) {
            // No step puts anything out: the rows, none of them.
            Plan none = new Plan.Values(visible, List.of());
            return Relation.of(none, visible);
        }
        stages.add(turns);
        List<Column> next = now.stream().map(Scalar.Ref::column).toList();
        Plan.Fold fold = new Plan.Fold(rows, List.of(), number, state, stages, next, numbered, output);
        List<SortKey> order = List.of(new SortKey(row, false, true), new SortKey(turn, false, true));
        return Relation.of(fold, visible).ordered(order, true);
    }

    // --- the state
    // ----------------------------------------------------------------------------------------------------

    private int cell(Scalar first) {
        Column column = binder.column("state", first.type());
        state.add(new Plan.Assign(column, first));
        now.add(new Scalar.Ref(column));
        return now.size() - 1;
    }

    private State state(int k) {
        State made = new State();
        made.active = cell(FALSE);
        if (match != null) {
            made.id = cell(new Scalar.Literal(KqlType.LONG, null));
        }
        // A step holds what it reads itself, and what later steps will read of sequences that pass through it.
        for (int reader = k; reader < steps.size(); reader++) {
            for (Cell cell : steps.get(reader).cells().keySet()) {
                if (cell.step() <= k && !made.cells.containsKey(cell)) {
                    made.cells.put(cell, cell(empty(cell)));
                }
            }
        }
        if (steps.get(k).output() == Scan.Output.LAST) {
            made.waiting = cell(FALSE);
            input.columns().forEach(c -> made.waitingValues.add(cell(new Scalar.Literal(c.type(), null))));
            defaults.values().forEach(d -> made.waitingValues.add(cell(d)));
            if (match != null) {
                made.waitingValues.add(cell(new Scalar.Literal(KqlType.LONG, null)));
            }
        }
        return made;
    }

    /** What a cell holds while no sequence has come to its step. */
    private Scalar empty(Cell cell) {
        Scalar declared = defaults.get(cell.column());
        if (declared != null) {
            return declared;
        }
        Column column = input.column(cell.column()).orElseThrow();
        return new Scalar.Literal(column.type(), null);
    }

    // --- one step
    // -----------------------------------------------------------------------------------------------------

    private void step(int k, Scalar running) {
        ScanStep step = steps.get(k);
        State own = states.get(k);
        @Nullable State before = k == 0 ? null : states.get(k - 1);

        // Does the row carry on the sequence of the step before?
        Scalar carriesOn = FALSE;
        if (before != null) {
            Map<Cell, Scalar> moved = new HashMap<>();
            for (Cell cell : step.cells().keySet()) {
                moved.put(cell, cell.step() == k ? empty(cell) : now.get(before.place(cell)));
            }
            Scalar fits = step.reading(step.condition(), moved);
            carriesOn = stage("carries_on", and(and(running, now.get(before.active)), holds(fits)));
        }

        // The state it is seen with: the one that moves here, else the step's own.
        Map<Cell, Scalar> seen = new HashMap<>();
        List<Plan.Assign> views = new ArrayList<>();
        for (Cell cell : own.cells.keySet()) {
            Scalar here = now.get(own.place(cell));
            if (before != null) {
                Scalar moving = cell.step() == k ? empty(cell) : now.get(before.place(cell));
                here = assign(views, "seen", choose(carriesOn, moving, here));
            }
            seen.put(cell, here);
        }
        stage(views);
        Scalar repeats = k == 0 ? TRUE : now.get(own.active);
        Scalar fits = holds(step.reading(step.condition(), seen));
        Scalar matched = stage("matched", or(carriesOn, and(and(running, repeats), fits)));

        // Rows that waited for their series to end.
        if (own.waiting >= 0 && before != null) {
            emitWaiting(k, carriesOn);
        }
        if (before != null && before.waiting >= 0) {
            emitWaiting(k - 1, carriesOn);
        }

        List<Plan.Assign> computed = new ArrayList<>();
        Map<String, Scalar> values = new LinkedHashMap<>();
        defaults.forEach((name, fallback) -> {
            Scalar assigned = step.assignments().get(name);
            Scalar value = assigned == null ? fallback : step.reading(assigned, seen);
            values.put(name, assign(computed, name, value));
        });
        @Nullable Scalar id = null;
        if (match != null) {
            Scalar mine = now.get(own.id);
            Scalar fresh = before == null
                    ? choose(now.get(own.active), mine, now.get(matches))
                    : choose(carriesOn, now.get(before.id), mine);
            id = assign(computed, "match", fresh);
        }
        stage(computed);
        List<Column> row = rowColumns(values, id);
        if (step.output() == Scan.Output.ALL) {
            emissions.add(new Plan.Emission(((Scalar.Ref) matched).column(), row));
        }
        move(k, carriesOn, matched, seen, values, id, row);
    }

    /** The state after the step. */
    private void move(
            int k,
            Scalar carriesOn,
            Scalar matched,
            Map<Cell, Scalar> seen,
            Map<String, Scalar> values,
            @Nullable Scalar id,
            List<Column> row) {
        State own = states.get(k);
        Map<Integer, Scalar> next = new LinkedHashMap<>();
        own.cells.forEach((cell, place) -> {
            Scalar declared = values.get(cell.column());
            Scalar fresh = declared != null
                    ? declared
                    : new Scalar.Ref(input.column(cell.column()).orElseThrow());
            next.put(place, cell.step() == k ? choose(matched, fresh, now.get(place)) : require(seen, cell));
        });
        if (id != null) {
            next.put(own.id, choose(matched, id, now.get(own.id)));
        }
        if (k == 0) {
            if (match != null) {
                Scalar one = new Scalar.Literal(KqlType.LONG, 1L);
                Scalar begins = and(matched, not(now.get(own.active)));
                next.put(matches, choose(begins, binder.call("+", span, now.get(matches), one), now.get(matches)));
            }
        } else {
            State before = states.get(k - 1);
            next.put(before.active, and(now.get(before.active), not(carriesOn)));
            before.cells.forEach((cell, place) -> next.put(place, choose(carriesOn, empty(cell), now.get(place))));
        }
        next.put(own.active, or(now.get(own.active), matched));
        if (own.waiting >= 0) {
            next.put(own.waiting, or(now.get(own.waiting), matched));
            for (int i = 0; i < row.size(); i++) {
                int place = own.waitingValues.get(i);
                next.put(place, choose(matched, new Scalar.Ref(row.get(i)), now.get(place)));
            }
        }
        List<Plan.Assign> assigns = new ArrayList<>();
        Map<Integer, Scalar.Ref> moved = new LinkedHashMap<>();
        next.forEach((place, value) -> moved.put(place, assign(assigns, "state", value)));
        stage(assigns);
        moved.forEach(now::set);
    }

    private static Scalar require(Map<Cell, Scalar> seen, Cell cell) {
        Scalar value = seen.get(cell);
        if (value == null) {
            throw new IllegalStateException("no cell " + cell);
        }
        return value;
    }

    private List<Column> rowColumns(Map<String, Scalar> values, @Nullable Scalar id) {
        List<Column> row = new ArrayList<>(input.columns());
        values.values().forEach(v -> row.add(((Scalar.Ref) v).column()));
        if (id != null) {
            row.add(((Scalar.Ref) id).column());
        }
        return row;
    }

    /** Puts out the row that waits at a step, where a condition holds. */
    private void emitWaiting(int k, Scalar condition) {
        State own = states.get(k);
        List<Plan.Assign> copies = new ArrayList<>();
        Scalar.Ref ends = assign(copies, "ends", and(now.get(own.waiting), condition));
        List<Column> row = new ArrayList<>();
        for (int place : own.waitingValues) {
            row.add(assign(copies, "last", now.get(place)).column());
        }
        stage(copies);
        emissions.add(new Plan.Emission(ends.column(), row));
        Scalar.Ref waiting = (Scalar.Ref) stage("waiting", and(now.get(own.waiting), not(ends)));
        now.set(own.waiting, waiting);
    }

    // --- the rows and one more that says they are over
    // ----------------------------------------------------------------

    private Plan withEnd(Plan plan, Column number, Column end) {
        List<Plan.Assign> marked = new ArrayList<>();
        plan.output().stream().distinct().forEach(c -> marked.add(Plan.Assign.of(c)));
        Column goesOn = binder.column("end", KqlType.BOOL);
        marked.add(new Plan.Assign(goesOn, FALSE));
        List<Column> names = marked.stream().map(Plan.Assign::column).toList();
        Plan rows = new Plan.Project(plan, marked);

        Column last = binder.column("rows", KqlType.LONG);
        Plan.AggregateColumn greatest =
                AggregateCalls.column(last, AggregateCalls.resolve("count", List.of(), span), List.of());
        Plan over = new Plan.Aggregate(plan, List.of(), List.of(greatest));
        List<Plan.Assign> nulls = new ArrayList<>();
        for (Column column : names) {
            Scalar value = column.equals(goesOn)
                    ? TRUE
                    : column.equals(number)
                            ? binder.call("+", span, new Scalar.Ref(last), new Scalar.Literal(KqlType.LONG, 1L))
                            : new Scalar.Literal(column.type(), null);
            nulls.add(new Plan.Assign(binder.column(column.name(), column.type()), value));
        }
        Plan ending = new Plan.Project(over, nulls);
        List<Column> output = new ArrayList<>(names);
        output.set(names.indexOf(goesOn), end);
        return new Plan.Union(
                List.of(rows, ending),
                List.of(names, nulls.stream().map(Plan.Assign::column).toList()),
                output);
    }

    // --- expressions
    // --------------------------------------------------------------------------------------------------

    private Scalar.Ref assign(List<Plan.Assign> to, String name, Scalar value) {
        Column column = binder.column(name, value.type());
        to.add(new Plan.Assign(column, value));
        return new Scalar.Ref(column);
    }

    private Scalar stage(String name, Scalar value) {
        List<Plan.Assign> one = new ArrayList<>();
        Scalar ref = assign(one, name, value);
        stage(one);
        return ref;
    }

    private void stage(List<Plan.Assign> assigns) {
        if (!assigns.isEmpty()) {
            stages.add(assigns);
        }
    }

    private Scalar holds(Scalar condition) {
        return binder.call("coalesce", span, condition, FALSE);
    }

    private Scalar choose(Scalar condition, Scalar then, Scalar otherwise) {
        return condition.equals(FALSE) ? otherwise : binder.call("iff", span, condition, then, otherwise);
    }

    private Scalar and(Scalar a, Scalar b) {
        return a.equals(TRUE) ? b : b.equals(TRUE) ? a : binder.call("and", span, a, b);
    }

    private Scalar or(Scalar a, Scalar b) {
        return a.equals(FALSE) ? b : binder.call("or", span, a, b);
    }

    private Scalar not(Scalar a) {
        return binder.call("not", span, a);
    }
}
