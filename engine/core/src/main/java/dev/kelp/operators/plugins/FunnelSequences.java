package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.operators.RowsCall;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import dev.kelp.types.Reals;
import dev.kelp.types.Timespans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code funnel_sequence} and {@code funnel_sequence_completion}: who goes through some states one after another. */
final class FunnelSequences {
    private final PluginCall call;
    private final Binder binder;
    private final Column state;
    private final Analytics of;
    private final Scalar sequence;

    private FunnelSequences(PluginCall call, int statePlace) {
        call.expect(8, 8);
        this.call = call;
        this.binder = call.binder();
        this.state = call.column(statePlace, "StateColumn");
        Column id = call.column(0, "IdColumn");
        this.of = new Analytics(call, List.of(), call.column(1, "TimelineColumn"), Map.of("id", id, "s", state))
                .time("Start", 2)
                .time("End", 3);
        this.sequence = array(statePlace + 1, "Sequence");
    }

    private Scalar array(int place, String name) {
        Object value = call.value(place, name, KqlType.DYNAMIC);
        if (!Json.isArray((String) value) || "[]".equals(value)) {
            throw Problem.SEMANTIC.at(
                    call.required(place, name).span(),
                    "The argument '" + name + "' must be an array that isn't empty.");
        }
        return new Scalar.Literal(KqlType.DYNAMIC, value);
    }

    /** What a Java method says of the events of each id (and step). */
    private Relation each(
            String function, Relation events, List<String> keys, List<Scalar> constants, List<Field> output) {
        List<Column> by = keys.stream().map(k -> events.column(k).orElseThrow()).toList();
        List<Column> columns =
                List.of(events.column("t").orElseThrow(), events.column("s").orElseThrow());
        return new RowsCall(function, by, List.of(new RowsCall.Table(events, columns)), constants, output).bind(binder);
    }

    /** Who comes from where and goes where. */
    static Relation sequence(PluginCall call) {
        return sequences(call).get(0);
    }

    /** The same, then who comes from where, then who goes where. */
    static List<Relation> sequences(PluginCall call) {
        FunnelSequences funnel = new FunnelSequences(call, 6);
        Analytics of = funnel.of.distanceStep(5);
        KqlType time = of.table().column("t").orElseThrow().type();
        Relation events = of.run("""
                T | where t between (Start .. End) | project id, t, s = tostring(s) | sort by t asc, s asc""");
        Relation occurrences = funnel.each(
                "funnel_occurrences",
                events,
                List.of("id"),
                List.of(funnel.sequence, of.constant(4)),
                List.of(new Field("t", time), new Field("prev", KqlType.STRING), new Field("next", KqlType.STRING)));
        List<Relation> tables = new ArrayList<>();
        for (String sides : List.of("prev, next", "prev", "next")) {
            tables.add(of.named(of.run(
                    """
                    O | distinct id, b = {bin}, {sides}
                    | summarize dcount = count(), samples = array_sort_asc(make_list(id, 128)) by b, {sides}
                    | sort by b asc, dcount desc, {order}""".replace("{sides}", sides).replace("{order}", sides.replace(",", " asc,") + " asc"),
                    Map.of("O", occurrences))));
        }
        return tables;
    }

    static Relation completion(PluginCall call) {
        FunnelSequences funnel = new FunnelSequences(call, 5);
        Analytics of = funnel.of.distanceStep(4);
        List<Scalar> constants = new ArrayList<>(List.of(funnel.sequence));
        List<Scalar> periods = funnel.periods(of);
        constants.addAll(periods);
        Relation events = of.run("""
                T | where t between (Start .. End) | project id, b = {bin}, t, s = tostring(s) | sort by t asc, s asc""");
        Relation reached = funnel.each(
                "funnel_completion",
                events,
                List.of("id", "b"),
                constants,
                List.of(new Field("period", KqlType.LONG), new Field("step", KqlType.LONG)));
        Map<String, Relation> tables = new HashMap<>();
        tables.put("R", reached);
        tables.put("P", funnel.numbered("Period", periods));
        of.value("Sequence", funnel.sequence);
        Relation answer = of.run("""
                R | where step == 0 | distinct b | extend one = 1
                | join kind=inner (P | extend one = 1) on one
                | join kind=inner (range step from 0 to array_length(Sequence) - 1 step 1 | extend one = 1) on one
                | join kind=leftouter (R | summarize n = count() by b, period, step) on b, period, step
                | sort by b asc, period asc, step asc
                | project b, s = tostring(Sequence[step]), Period, dcount = coalesce(n, 0)""", tables);
        return of.named(funnel.states(answer));
    }

    /** The periods of the last argument, as distances. */
    private List<Scalar> periods(Analytics of) {
        Object array = ((Scalar.Literal) array(7, "MaxSequencePeriods")).value();
        List<Scalar> distances = new ArrayList<>();
        for (Json period : ((Json.Array) Json.of((String) array)).items()) {
            Object distance =
                    switch (of.distance()) {
                        case TIMESPAN -> Timespans.parse(period.text());
                        case REAL -> Reals.parse(period.text());
                        default -> period instanceof Json.Int whole ? whole.value() : null;
                    };
            if (distance == null) {
                throw Problem.SEMANTIC.at(
                        call.required(7, "MaxSequencePeriods").span(),
                        "The period " + period.write() + " is no "
                                + of.distance().kql() + ".");
            }
            distances.add(new Scalar.Literal(of.distance(), distance));
        }
        return distances;
    }

    private Relation numbered(String name, List<Scalar> values) {
        Column place = binder.column("period", KqlType.LONG);
        Column column = binder.column(name, values.get(0).type());
        List<List<Scalar>> rows = new ArrayList<>();
        for (Scalar value : values) {
            rows.add(List.of(new Scalar.Literal(KqlType.LONG, (long) rows.size()), value));
        }
        return binder.values(List.of(place, column), rows);
    }

    /** The texts of states under the name and with the type of the column of states. */
    private Relation states(Relation answer) {
        List<Plan.Assign> assigns = new ArrayList<>();
        for (Column column : answer.columns()) {
            Scalar value = new Scalar.Ref(column);
            assigns.add(
                    column.name().equals("s")
                            ? new Plan.Assign(binder.column(state.name(), state.type()), binder.as(value, state.type()))
                            : new Plan.Assign(column, value));
        }
        return answer.project(answer.plan(), assigns);
    }
}
