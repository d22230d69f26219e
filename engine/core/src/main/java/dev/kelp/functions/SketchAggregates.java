package dev.kelp.functions;

import static dev.kelp.functions.Arg.BOOL;
import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.JSON;
import static dev.kelp.functions.Arg.LONG;
import static dev.kelp.functions.Arg.REAL;
import static dev.kelp.functions.Arg.SCALAR;
import static dev.kelp.functions.Arg.STRING;
import static dev.kelp.functions.Arg.constant;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Arg.rest;
import static dev.kelp.functions.Fn.aggregate;
import static dev.kelp.functions.Fn.internal;
import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the mergeable states: {@code hll} for distinct values, {@code tdigest} for percentiles, and what reads them. */
final class SketchAggregates {
    static final List<Fn> ROWS =
            Stream.of(distinct(), digests(), readers()).flatMap(List::stream).toList();

    private SketchAggregates() {}

    private static List<Fn> distinct() {
        return List.of(
                aggregate("hll", Result.DYNAMIC, SCALAR, opt(constant(LONG)))
                        .sql("@hll_of({L0})")
                        .doc("State from which dcount_hll tells the number of distinct values."),
                aggregate("hll_if", Result.DYNAMIC, SCALAR, BOOL, opt(constant(LONG)))
                        .filtered()
                        .sql("@hll_of({L0})")
                        .doc("As hll, over the rows where the condition holds."),
                aggregate("hll_merge", Result.DYNAMIC, DYNAMIC)
                        .sql("@hll_merged({L0})")
                        .doc("One state of the states of hll."),
                internal("hll_of", Result.DYNAMIC, DYNAMIC)
                        .java((String values) -> HyperLogLog.of(values))
                        .doc("The state of an array of values."),
                internal("hll_merged", Result.DYNAMIC, DYNAMIC)
                        .java((String states) -> HyperLogLog.merged(elements(states)))
                        .doc("One state of an array of states."),
                scalar("hll_merge", Result.DYNAMIC, DYNAMIC, rest(DYNAMIC))
                        .fixedName("hll_merged_result")
                        .nulls()
                        .javaAll(states -> HyperLogLog.merged(texts(states)))
                        .doc("One state of the states of hll."),
                scalar("dcount_hll", Result.LONG, DYNAMIC)
                        .named("dcount_hll")
                        .java((String state) -> HyperLogLog.count(state))
                        .doc("How many distinct values a state of hll has seen."));
    }

    private static List<Fn> digests() {
        List<Fn> rows = new ArrayList<>();
        for (KqlType type : KqlType.values()) {
            if (!type.isNumber() && type != KqlType.DATETIME && type != KqlType.TIMESPAN) {
                continue;
            }
            rows.add(aggregate("tdigest", Result.DYNAMIC, Arg.of(type))
                    .sql("@tdigest_of('" + type.kql() + "', {L0}, CAST(NULL AS STRING))")
                    .doc("State from which percentile_tdigest tells percentiles."));
            rows.add(aggregate("tdigest", Result.DYNAMIC, Arg.of(type), LONG)
                    .sql("@tdigest_of('" + type.kql() + "', {N0}, {N1})")
                    .doc("As tdigest, of values that stand for as many values as their weight says."));
        }
        for (String name : List.of("tdigest_merge", "merge_tdigest")) {
            rows.add(aggregate(name, Result.DYNAMIC, DYNAMIC)
                    .named("merge_tdigests")
                    .sql("@tdigest_merged({L0})")
                    .doc("One state of the states of tdigest."));
            rows.add(scalar(name, Result.DYNAMIC, DYNAMIC, rest(DYNAMIC))
                    .fixedName("tdigests_merge_result")
                    .nulls()
                    .javaAll(states -> TDigest.merged(texts(states)))
                    .doc("One state of the states of tdigest."));
        }
        rows.add(internal("tdigest_of", Result.DYNAMIC, STRING, DYNAMIC, DYNAMIC)
                .nulls()
                .java((String type, String values, String weights) ->
                        TDigest.of(KqlType.named(type).orElseThrow(), values, weights))
                .doc("The state of an array of values, and of one of their weights."));
        rows.add(internal("tdigest_merged", Result.DYNAMIC, DYNAMIC)
                .java((String states) -> TDigest.merged(elements(states)))
                .doc("One state of an array of states."));
        return rows;
    }

    private static List<Fn> readers() {
        return List.of(
                scalar("percentile_tdigest", Result.DYNAMIC, DYNAMIC, REAL)
                        .named("percentile_tdigest")
                        .java((String state, Double percent) -> percentile(state, percent))
                        .doc("The percentile that a state of tdigest tells, as a dynamic."),
                scalar("percentile_tdigest", Result.named(2, KqlType.DYNAMIC), DYNAMIC, REAL, STRING)
                        .named("percentile_tdigest")
                        .java((String state, Double percent, String type) ->
                                DynamicCasts.to(KqlType.named(type).orElseThrow(), percentile(state, percent)))
                        .doc("The percentile that a state of tdigest tells, as the type that is named."),
                scalar("percentiles_array_tdigest", Result.DYNAMIC, DYNAMIC, rest(JSON))
                        .named("percentile_tdigest")
                        .javaAll(SketchAggregates::percentiles)
                        .doc(
                                "Array of the percentiles that a state of tdigest tells, given one by one or in an array."),
                scalar("rank_tdigest", Result.REAL, DYNAMIC, JSON)
                        .java((String state, String value) -> {
                            TDigest digest = TDigest.read(state);
                            return digest == null ? null : digest.rank(value);
                        })
                        .doc("How many of the values that a state of tdigest has seen are at most a value."),
                scalar("percentrank_tdigest", Result.REAL, DYNAMIC, JSON)
                        .java((String state, String value) -> {
                            TDigest digest = TDigest.read(state);
                            return digest == null ? null : digest.percentRank(value);
                        })
                        .doc("How many percent of the values that a state of tdigest has seen are at most a value."));
    }

    private static List<String> elements(String array) {
        return Objects.requireNonNullElse(Json.elements(array), List.of());
    }

    private static List<String> texts(@Nullable Object[] states) {
        return Stream.of(states).map(BagFunctions::text).toList();
    }

    private static @Nullable String percentile(String state, double percent) {
        TDigest digest = TDigest.read(state);
        return digest == null ? null : digest.percentile(percent).carrier();
    }

    private static @Nullable String percentiles(@Nullable Object[] arguments) {
        TDigest digest = TDigest.read((String) arguments[0]);
        if (digest == null) {
            return null;
        }
        List<Json> found = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            Json percents = Json.of((String) arguments[i]);
            for (Json percent : percents instanceof Json.Array array ? array.items() : List.of(percents)) {
                found.add(digest.percentile(Numbers.real(percent)));
            }
        }
        return new Json.Array(found).write();
    }
}
