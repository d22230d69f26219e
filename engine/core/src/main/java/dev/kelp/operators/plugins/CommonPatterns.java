package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.functions.RowsFunctions;
import dev.kelp.operators.RowsCall;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code autocluster}, {@code basket} and {@code diffpatterns}: values that many rows share. SQL counts the combinations of values
 * that are frequent enough to matter; Java finds the patterns in them.
 */
final class CommonPatterns {
    /** Stands for an argument that is left out, as a string. */
    private static final String DEFAULT = "~";

    private static final int UNLIMITED = 1000;

    private final PluginCall call;
    private final Binder binder;
    private final Relation input;

    private CommonPatterns(PluginCall call) {
        this.call = call;
        this.binder = call.binder();
        this.input = call.input();
    }

    static Relation autocluster(PluginCall call) {
        call.expect(0, Integer.MAX_VALUE, "SizeWeight", "WeightColumn", "NumSeeds");
        CommonPatterns of = new CommonPatterns(call);
        double size = of.real(0, "SizeWeight", 0.5, 0, 1);
        double seeds = of.real(2, "NumSeeds", 25, 1, Integer.MAX_VALUE);
        Relation counted = of.counted(List.of(of.weight(1)), 0.01);
        return of.answer("autocluster_patterns", counted, 3, size, seeds, List.of("Count"), List.of("Percent"));
    }

    static Relation basket(PluginCall call) {
        call.expect(0, Integer.MAX_VALUE, "Threshold", "WeightColumn", "MaxDimensions");
        CommonPatterns of = new CommonPatterns(call);
        double threshold = of.real(0, "Threshold", 0.05, 0.015, 1);
        double dimensions = of.real(2, "MaxDimensions", 5, 1, Integer.MAX_VALUE);
        Relation counted = of.counted(List.of(of.weight(1)), threshold);
        return of.answer("basket_patterns", counted, 3, threshold, dimensions, List.of("Count"), List.of("Percent"));
    }

    static Relation diffpatterns(PluginCall call) {
        call.expect(3, Integer.MAX_VALUE, "WeightColumn", "Threshold", "MaxDimensions");
        CommonPatterns of = new CommonPatterns(call);
        Scalar split = of.binder.as(new Scalar.Ref(call.column(0, "SplitColumn")), KqlType.STRING);
        Scalar weight = of.weight(3);
        double threshold = of.real(4, "Threshold", 0.05, 0.015, 1);
        double dimensions = of.real(5, "MaxDimensions", UNLIMITED, 1, Integer.MAX_VALUE);
        List<Scalar> weights = new ArrayList<>();
        for (int place = 1; place <= 2; place++) {
            Scalar value =
                    new Scalar.Literal(KqlType.STRING, call.text(place, place == 1 ? "SplitValueA" : "SplitValueB"));
            Scalar here = of.binder.call("==", call.span(), split, value);
            weights.add(of.binder.call(
                    "iff", call.span(), here, weight, new Scalar.Literal(weight.type(), zero(weight.type()))));
        }
        Relation counted = of.counted(weights, threshold);
        return of.answer(
                "diff_patterns",
                counted,
                6,
                threshold,
                dimensions,
                List.of("CountA", "CountB"),
                List.of("PercentA", "PercentB", "PercentDiffAB"));
    }

    private static Object zero(KqlType type) {
        return type == KqlType.REAL ? (Object) 0.0 : (Object) 0L;
    }

    // --- arguments
    // ----------------------------------------------------------------------------------------------------

    /** Whether an argument is given and isn't '~'. */
    private boolean isGiven(int place, String name) {
        return call.argument(place, name).isPresent()
                && !(call.required(place, name) instanceof Expr.Literal literal && DEFAULT.equals(literal.value()));
    }

    private double real(int place, String name, double otherwise, double least, double most) {
        if (!isGiven(place, name)) {
            return otherwise;
        }
        Object value = call.value(place, name, KqlType.REAL);
        double number = value == null ? Double.NaN : (Double) value;
        if (!(number >= least && number <= most)) {
            throw Problem.SEMANTIC.at(
                    call.required(place, name).span(),
                    "The argument '" + name + "' must be from " + least + " to " + most + ".");
        }
        return number;
    }

    /** What a row counts for: 1, or the value of a column. */
    private Scalar weight(int place) {
        if (!isGiven(place, "WeightColumn")) {
            return new Scalar.Literal(KqlType.LONG, 1L);
        }
        Column column = call.column(place, "WeightColumn");
        if (!column.type().isNumber() || column.type() == KqlType.DECIMAL) {
            throw Problem.WRONG_TYPE.at(
                    call.required(place, "WeightColumn").span(), "The weight column", "a number", column.type());
        }
        return binder.as(new Scalar.Ref(column), column.type() == KqlType.INT ? KqlType.LONG : column.type());
    }

    /** What a pattern shows of a column of a type where it takes any value, as the text of a cell. */
    private Map<KqlType, String> wildcards(int place) {
        Map<KqlType, String> wildcards = new EnumMap<>(KqlType.class);
        wildcards.put(KqlType.STRING, "\"\"");
        for (int i = place; i < call.size(); i++) {
            Scalar value = call.constant(i, "CustomWildcard");
            if (!(value instanceof Scalar.Literal literal)) {
                throw Problem.MUST_BE_CONSTANT.at(
                        call.required(i, "CustomWildcard").span(), "A wildcard");
            }
            if (!DEFAULT.equals(literal.value())) {
                wildcards.put(literal.type(), RowsFunctions.text(literal.type(), literal.value()));
            }
        }
        return wildcards;
    }

    // --- plans
    // --------------------------------------------------------------------------------------------------------

    /** The columns that patterns speak of; the split and the weight are none of them but stay in the answer. */
    private List<Column> dimensions() {
        List<Column> columns = new ArrayList<>(input.columns());
        for (Expr argument : call.places()) {
            if (argument instanceof Expr.Name name) {
                columns.removeIf(c -> c.name().equals(name.name()));
            }
        }
        return columns;
    }

    /** A row per combination of values, as texts of cells, with weights; values rarer than a share become empty texts. */
    private Relation counted(List<Scalar> weights, double share) {
        List<Plan.Assign> assigns = new ArrayList<>();
        List<Column> dimensions = dimensions();
        for (int i = 0; i < dimensions.size(); i++) {
            Column column = dimensions.get(i);
            Scalar cell =
                    new Scalar.Call(RowsFunctions.cell(column.type()), List.of(new Scalar.Ref(column)), KqlType.STRING);
            assigns.add(new Plan.Assign(binder.column("c" + i, KqlType.STRING), cell));
        }
        for (int i = 0; i < weights.size(); i++) {
            assigns.add(new Plan.Assign(binder.column("w" + i, weights.get(i).type()), weights.get(i)));
        }
        Relation texts = Relation.of(
                new Plan.Project(input.plan(), assigns),
                assigns.stream().map(Plan.Assign::column).toList());
        List<String> names =
                IntStream.range(0, dimensions.size()).mapToObj(i -> "c" + i).toList();
        String sums = IntStream.range(0, weights.size())
                .mapToObj(i -> "w" + i + " = sum(w" + i + ")")
                .collect(Collectors.joining(", "));
        String frequent = IntStream.range(0, weights.size())
                .mapToObj(i -> "w" + i + " >= Share * toscalar(T | summarize sum(w" + i + "))")
                .collect(Collectors.joining(" or "));
        StringBuilder query = new StringBuilder("T");
        for (String name : names) {
            query.append(" | extend ")
                    .append(name)
                    .append(" = iff(")
                    .append(name)
                    .append(" in ((T | summarize ");
            query.append(sums).append(" by ").append(name).append(" | where ").append(frequent);
            query.append(" | project ").append(name).append(")), ").append(name).append(", '')");
        }
        query.append(" | summarize ").append(sums);
        if (!names.isEmpty()) {
            query.append(" by ").append(String.join(", ", names));
        }
        Relation counted = binder.macro(
                query.toString(),
                Map.of("T", texts),
                Map.of("Share", new Scalar.Literal(KqlType.REAL, share)),
                call.span());
        // Patterns of equal worth come out in one order, whatever the order of the rows.
        return binder.macro(
                "T | sort by "
                        + counted.columns().stream().map(c -> c.name() + " asc").collect(Collectors.joining(", ")),
                Map.of("T", counted),
                Map.of(),
                call.span());
    }

    private Relation answer(
            String function,
            Relation counted,
            int wildcardsFrom,
            double first,
            double second,
            List<String> counts,
            List<String> percents) {
        Map<KqlType, String> wildcards = wildcards(wildcardsFrom);
        List<Field> output = new ArrayList<>();
        output.add(new Field("SegmentId", KqlType.LONG));
        counts.forEach(name -> output.add(new Field(name, KqlType.LONG)));
        percents.forEach(name -> output.add(new Field(name, KqlType.REAL)));
        List<Column> dimensions = dimensions();
        List<String> types = dimensions.stream().map(c -> c.type().kql()).toList();
        List<String> any = dimensions.stream()
                .map(c -> wildcards.getOrDefault(c.type(), "null"))
                .toList();
        dimensions.forEach(c -> output.add(new Field(c.name(), c.type())));
        List<Scalar> constants = List.of(
                new Scalar.Literal(KqlType.DYNAMIC, Json.texts(types).write()),
                new Scalar.Literal(KqlType.DYNAMIC, Json.texts(any).write()),
                new Scalar.Literal(KqlType.REAL, first),
                new Scalar.Literal(KqlType.REAL, second));
        Relation found = RowsCall.of(function, counted, constants, output).bind(binder);
        List<Plan.Assign> assigns = new ArrayList<>();
        int figures = 1 + counts.size() + percents.size();
        found.columns().subList(0, figures).forEach(c -> assigns.add(Plan.Assign.of(c)));
        for (Column column : input.columns()) {
            int at = dimensions.indexOf(column);
            @Nullable Column of = at < 0 ? null : found.columns().get(figures + at);
            Scalar value = of == null ? new Scalar.Literal(column.type(), null) : new Scalar.Ref(of);
            assigns.add(new Plan.Assign(binder.column(column.name(), column.type()), value));
        }
        return found.project(found.plan(), assigns);
    }
}
