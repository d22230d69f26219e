package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.BrokenOperator;
import dev.kelp.syntax.Caret;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.OperatorSyntax;
import dev.kelp.syntax.ParseTrace;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What binding tells beside its plans, for whoever shows a text while it is being written. With a trace, an error is noted and binding
 * goes on: a value that can't be bound is one of unknown type, a table that can't be bound has columns that nobody knows, and what only
 * follows from that is no error. Without one, which is how queries are compiled, the first error is thrown.
 */
public final class BindTrace {
    /** Among a table's columns: there may be more that are not known. */
    private static final String MORE = "\uE001";

    private static final Scalar UNKNOWN = new Scalar.Literal(KqlType.DYNAMIC, null);

    /** An operator's table before and after it, and what was declared where it stands. */
    public record Applied(Relation input, Relation output, Scope scope) {}

    /** The type of an expression. */
    public record Typed(Expr expr, KqlType type) {}

    /**
     * Where a name that is not written yet was looked up.
     *
     * @param aggregating whether aggregates may stand there
     * @param tabular whether a table was looked for, not a value
     * @param member whether it is looked up behind a dot
     * @param records what has columns of its own there, behind a dot
     */
    public record Place(
            Relation relation,
            Scope scope,
            boolean aggregating,
            boolean tabular,
            boolean member,
            Set<String> records) {}

    /** The two tables of a join. */
    public record Sides(Relation left, Relation right) {}

    private final List<KqlException> problems = new ArrayList<>();
    private final Set<Span> places = new HashSet<>();
    private final Map<OperatorSyntax, Applied> applied = new IdentityHashMap<>();
    private final Map<OperatorSyntax, Sides> sides = new IdentityHashMap<>();
    private final Deque<OperatorSyntax> current = new ArrayDeque<>();
    private final List<Typed> typed = new ArrayList<>();
    private final List<Place> carets = new ArrayList<>();
    private final Set<Column> doubtful = new HashSet<>();
    private final Set<Scope.Meaning> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Symbols symbols = new Symbols();
    private boolean poisoned;

    /** What is wrong with the meaning of a text, in the order it was met. */
    public List<KqlException> problems() {
        return List.copyOf(problems);
    }

    public Optional<Applied> applied(OperatorSyntax operator) {
        return Optional.ofNullable(applied.get(operator));
    }

    public Optional<Sides> sides(OperatorSyntax operator) {
        return Optional.ofNullable(sides.get(operator));
    }

    /** The types of expressions, inner ones before those they stand in. */
    public List<Typed> typed() {
        return typed;
    }

    /** Where the name at the cursor was looked up. */
    public List<Place> carets() {
        return carets;
    }

    /** What the text's names mean. */
    public Symbols symbols() {
        return symbols;
    }

    /** Whether a table may have columns that are not known. */
    static boolean isOpen(Relation relation) {
        return relation.columns().stream().anyMatch(BindTrace::isMore);
    }

    /** Whether a column stands for those that are not known. */
    public static boolean isMore(Column column) {
        return column.name().startsWith(MORE);
    }

    // --- what the binders tell
    // ----------------------------------------------------------------------------------------

    /** Notes an error, once for each place. */
    void problem(KqlException problem) {
        Span span = problem.span();
        if (span == null || places.add(span)) {
            problems.add(problem);
        }
    }

    /** What is bound now depends on what is not known, so that an error in it may be none. */
    void poison() {
        poisoned = true;
    }

    /** What a call of one of the binder's methods yields, or something in its place where that fails. */
    <T> T checked(@Nullable Span span, Relation rows, Supplier<T> work, Supplier<T> otherwise) {
        boolean before = poisoned;
        poisoned = false;
        try {
            return work.get();
        } catch (KqlException e) {
            failed(e.orAt(span), rows);
            return otherwise.get();
        } catch (RuntimeException e) {
            // Something took the unknown for more than it is.
            poisoned = true;
            return otherwise.get();
        } finally {
            poisoned |= before;
        }
    }

    private void failed(KqlException problem, Relation rows) {
        boolean name = problem.problem() == Problem.UNKNOWN_COLUMN || problem.problem() == Problem.UNKNOWN_NAME;
        if (!poisoned && !(name && isOpen(rows))) {
            problem(problem);
        }
        poisoned = true;
    }

    /** A value; of unknown type where it can't be bound. */
    Scalar value(Expr expr, RowContext row, Supplier<Scalar> work) {
        return checked(
                expr.span(),
                row.relation(),
                () -> {
                    Scalar value = work.get();
                    if (value instanceof Scalar.Ref ref && doubtful.contains(ref.column())) {
                        poisoned = true;
                    }
                    if (!poisoned) {
                        typed.add(new Typed(expr, value.type()));
                    }
                    return value;
                },
                () -> UNKNOWN);
    }

    /** An operator's output; its input with unknown columns where it can't be bound. */
    Relation apply(OperatorSyntax operator, Relation input, Binder binder, Supplier<Relation> work) {
        boolean before = poisoned;
        poisoned = false;
        current.push(operator);
        // What it sees is known before it is bound, for operators inside it.
        applied.put(operator, new Applied(input, input, binder.scope()));
        Relation output = input;
        try {
            output = operator instanceof BrokenOperator ? binder.withMore(input) : work.get();
            if (poisoned) {
                output.columns().stream()
                        .filter(c -> !input.columns().contains(c))
                        .forEach(doubtful::add);
            }
        } catch (KqlException e) {
            failed(e.orAt(operator.span()), input);
            output = binder.withMore(input);
        } catch (RuntimeException e) {
            output = binder.withMore(input);
        } finally {
            current.pop();
            applied.put(operator, new Applied(input, output, binder.scope()));
            poisoned = before;
        }
        return output;
    }

    /** The column that a name in an operator means; one whose type nobody knows where there is none. */
    Column column(Optional<Column> found, Relation relation, String name, Span span, Binder binder) {
        if (found.isPresent()) {
            symbols.column(span, found.get());
            return found.get();
        }
        if (isUnwritten(name)) {
            unwritten(name, relation, binder.scope(), false);
        } else if (!isOpen(relation)) {
            problem(Binder.unknownColumn(relation, name, span));
        }
        Column unknown = binder.column(name, KqlType.DYNAMIC);
        doubtful.add(unknown);
        poisoned = true;
        return unknown;
    }

    static String more() {
        return MORE;
    }

    /** A name that is missing or at the cursor is looked up. */
    void unwritten(String name, Relation relation, Scope scope, boolean tabular) {
        add(name, new Place(relation, scope, false, tabular, false, Set.of()));
    }

    private void add(String name, Place place) {
        poisoned = true;
        if (name.equals(Caret.NAME)) {
            carets.add(place);
        }
    }

    /** The same among the values of a row. */
    void unwritten(String name, RowContext row, Scope scope) {
        add(name, new Place(row.relation(), scope, row.aggregation() != null, false, false, row.records()));
    }

    /** The same behind the dot of what has these columns. */
    void unwrittenMember(String name, List<Column> columns, Scope scope) {
        Relation relation = Relation.of(new Plan.Values(columns, List.of()), columns);
        add(name, new Place(relation, scope, false, false, true, Set.of()));
    }

    /** A meaning whose value is only known where a function is called. */
    void open(Scope.@Nullable Meaning meaning) {
        if (meaning != null) {
            open.add(meaning);
        }
    }

    void used(Scope.Meaning meaning) {
        if (open.contains(meaning)) {
            poisoned = true;
        }
    }

    void sides(Relation left, Relation right) {
        if (!current.isEmpty()) {
            sides.put(current.peek(), new Sides(left, right));
        }
    }

    /** Whether the name stands for one that is not written yet. */
    static boolean isUnwritten(String name) {
        return ParseTrace.isUnwritten(name);
    }
}
