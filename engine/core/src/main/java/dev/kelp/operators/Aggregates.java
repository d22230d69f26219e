package dev.kelp.operators;

import dev.kelp.bind.AggregateCalls;
import dev.kelp.bind.Binder;
import dev.kelp.bind.ColumnNamer;
import dev.kelp.bind.RowContext;
import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The aggregate calls of one {@code summarize}, gathered into the columns of one {@link Plan.Aggregate}.
 *
 * <p>Aggregates that pick a row ({@code arg_max}, {@code take_any} of several columns) number the rows of each group by a window
 * and take the values of the first: nulls among them stay, and all come from the same row (R182, R187).
 */
final class Aggregates implements RowContext.Aggregation {

    /** One column of an aggregate that yields several. */
    record Part(String name, Scalar value) {}

    private final Binder binder;
    private final RowContext row;
    private final List<Plan.Assign> groups;
    private final List<Plan.AggregateColumn> columns = new ArrayList<>();
    private @Nullable List<Column> groupColumns;

    Aggregates(Binder binder, RowContext row, List<Plan.Assign> groups) {
        this.binder = binder;
        this.row = row;
        this.groups = groups;
    }

    List<Plan.AggregateColumn> columns() {
        return columns;
    }

    /**
     * The place of each group's first row, where rows are numbered: groups then come out as they first appear, which costs
     * little and is what people expect of rows written down in the query. Null where rows have no such number.
     */
    @Nullable
    Column firstRow() {
        List<SortKey> order = row.extended().order();
        if (groups.isEmpty()
                || order.size() != 1
                || !order.get(0).column().name().equals(Binder.ORDINAL)) {
            return null;
        }
        Column first = binder.column(Binder.ORDINAL, KqlType.LONG);
        Scalar number = new Scalar.Ref(order.get(0).column());
        columns.add(AggregateCalls.column(
                first, AggregateCalls.resolve("min", List.of(number), new Span(0, 0)), List.of()));
        return first;
    }

    /** The group keys; plain columns where a window needed them computed before. */
    List<Plan.Assign> keys() {
        List<Column> computed = groupColumns;
        if (computed == null) {
            return groups;
        }
        List<Plan.Assign> keys = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            keys.add(new Plan.Assign(groups.get(i).column(), new Scalar.Ref(computed.get(i))));
        }
        return keys;
    }

    @Override
    public Scalar aggregate(Expr.Call call, RowContext context) {
        if (isMultiple(call)) {
            List<Part> parts = multiple(call, List.of(), new ColumnNamer(List.of()));
            if (parts.size() > 1) {
                throw Problem.SEMANTIC
                        .at(call.span(), call.function() + "() yields several columns, and no value to compute with.")
                        .hint("Compute with its columns in the next operator.");
            }
            return parts.get(0).value();
        }
        List<Scalar> arguments = arguments(call);
        return single(AggregateCalls.resolve(call.function(), arguments, call.span()));
    }

    @Override
    public Scalar key(Expr.Name name) {
        for (Plan.Assign group : groups) {
            if (group.column().name().equals(name.name())) {
                return new Scalar.Ref(group.column());
            }
        }
        throw Problem.NOT_AGGREGATED.at(name.span(), name.name());
    }

    private List<Scalar> arguments(Expr.Call call) {
        List<Scalar> arguments = new ArrayList<>();
        row.aggregating(null);
        for (Expr.Item item : call.arguments()) {
            arguments.add(binder.scalar(item.expr(), row));
        }
        row.aggregating(this);
        return arguments;
    }

    private Scalar single(Scalar.Call call) {
        List<SortKey> order = row.extended().order();
        for (Plan.AggregateColumn same : columns) {
            if (same.equals(AggregateCalls.column(same.column(), call, order))) {
                return new Scalar.Ref(same.column());
            }
        }
        Column column = binder.column(call.function().name(), call.type());
        columns.add(AggregateCalls.column(column, call, order));
        return new Scalar.Ref(column);
    }

    /** Whether the call stands for several columns, or needs the rows numbered. */
    boolean isMultiple(Expr.Call call) {
        return switch (call.function()) {
            case "arg_max", "arg_min", "argmax", "argmin", "percentiles", "percentilesw" -> true;
            case "take_any", "any", "take_anyif", "anyif" ->
                call.arguments().size() != 1 && !call.function().endsWith("if")
                        || !call.arguments().isEmpty()
                                && call.arguments().get(0).expr() instanceof Expr.Star;
            default -> false;
        };
    }

    /** The columns of such a call; given names rename the first ones. */
    List<Part> multiple(Expr.Call call, List<String> names, ColumnNamer namer) {
        if (call.arguments().isEmpty()) {
            throw Problem.ARGUMENT_COUNT.at(call.span(), call.function(), "at least 1 argument", "none");
        }
        List<Part> parts =
                switch (call.function()) {
                    case "percentiles" -> percentiles(call, 1, "percentile");
                    case "percentilesw" -> percentiles(call, 2, "percentilew");
                    case "take_any", "any", "take_anyif", "anyif" -> firstRow(call, null);
                    default -> firstRow(call, call.function().endsWith("max"));
                };
        List<Part> named = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String name = i < names.size() ? names.get(i) : parts.get(i).name();
            named.add(new Part(namer.fresh(name), parts.get(i).value()));
        }
        return named;
    }

    private List<Part> percentiles(Expr.Call call, int fixed, String function) {
        List<Scalar> arguments = arguments(call);
        if (arguments.size() <= fixed) {
            throw Problem.ARGUMENT_COUNT.at(
                    call.span(), call.function(), "at least " + (fixed + 1) + " arguments", arguments.size());
        }
        String of = ColumnNamer.implied(call.arguments().get(0).expr());
        List<Part> parts = new ArrayList<>();
        for (int i = fixed; i < arguments.size(); i++) {
            if (!(arguments.get(i) instanceof Scalar.Literal rank)) {
                throw Problem.MUST_BE_CONSTANT.at(call.arguments().get(i).span(), "A percentile's rank");
            }
            List<Scalar> one = new ArrayList<>(arguments.subList(0, fixed));
            one.add(arguments.get(i));
            Scalar value = single(AggregateCalls.resolve(function, one, call.span()));
            parts.add(new Part("percentile_" + (of == null ? "" : of) + "_" + ColumnNamer.rank(rank), value));
        }
        return parts;
    }

    /**
     * The values of one row per group: of the greatest or smallest first argument, or of any row.
     *
     * @param greatest null for any row
     */
    private List<Part> firstRow(Expr.Call call, @Nullable Boolean greatest) {
        Span span = call.span();
        row.aggregating(null);
        List<Part> values = new ArrayList<>();
        List<SortKey> order = new ArrayList<>();
        int argument = 0;
        for (Expr.Item item : call.arguments()) {
            if (item.expr() instanceof Expr.Star) {
                for (Column column : row.relation().columns()) {
                    boolean key = groups.stream()
                            .anyMatch(g -> g.value() instanceof Scalar.Ref r
                                    && r.column().equals(column));
                    boolean given = values.stream()
                            .anyMatch(v -> v.value() instanceof Scalar.Ref r
                                    && r.column().equals(column));
                    if (!key && !given) {
                        values.add(new Part(column.name(), new Scalar.Ref(column)));
                    }
                }
                argument++;
                continue;
            }
            Scalar value = binder.scalar(item.expr(), row);
            String implied = ColumnNamer.implied(item.expr());
            String prefix = Boolean.TRUE.equals(greatest) ? "max" : Boolean.FALSE.equals(greatest) ? "min" : "any";
            String name = implied != null
                    ? implied
                    : greatest == null
                            ? "any_arg" + argument
                            : argument == 0 ? prefix + "_" : ofArgument(prefix, argument, call);
            if (call.function().equals("any") && implied != null) {
                name = "any_" + implied;
            }
            values.add(new Part(name, value));
            argument++;
        }
        if (greatest != null) {
            Scalar first = values.get(0).value();
            if (first.type() == KqlType.DYNAMIC || first.type() == KqlType.GUID) {
                throw Problem.ARGUMENT_TYPE.at(
                        span, call.function(), "an ordered value", first.type().kql());
            }
            if (greatest && first.type() == KqlType.REAL) {
                // NaN is the greatest of all here, though sort puts it with the nulls.
                Scalar nan = binder.call("isnan", span, first);
                order.add(new SortKey(row.column(nan, "nan"), true, false));
            }
            order.add(new SortKey(row.column(first, "criterion"), greatest, false));
        }
        order.addAll(row.extended().order());
        Scalar number = row.window(Plan.WindowKind.ROW_NUMBER, KqlType.LONG, List.of(), groupColumns(), order);
        Scalar isFirst = binder.call("==", span, number, new Scalar.Literal(KqlType.LONG, 1L));
        row.aggregating(this);
        Fn pick = Functions.internal("value_of_row");
        List<Part> parts = new ArrayList<>();
        for (Part value : values) {
            Column column = binder.column(value.name(), value.value().type());
            columns.add(new Plan.AggregateColumn(column, pick, List.of(value.value()), isFirst, List.of()));
            Scalar picked = new Scalar.Ref(column);
            parts.add(new Part(
                    value.name(),
                    column.type() == KqlType.STRING ? binder.internal("string_or_empty", span, picked) : picked));
        }
        return parts;
    }

    /** {@code max_x_arg2}: the name of an argument without one is made of the first's. */
    private static String ofArgument(String prefix, int argument, Expr.Call call) {
        String first = ColumnNamer.implied(call.arguments().get(0).expr());
        return prefix + "_" + (first == null ? "" : first) + "_arg" + argument;
    }

    /** The group keys as columns, for a window to partition by. */
    private List<Column> groupColumns() {
        List<Column> computed = groupColumns;
        if (computed == null) {
            computed = new ArrayList<>();
            for (Plan.Assign group : groups) {
                computed.add(row.column(group.value(), group.column().name()));
            }
            groupColumns = computed;
        }
        return computed;
    }
}
