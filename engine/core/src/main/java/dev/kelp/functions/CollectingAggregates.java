package dev.kelp.functions;

import static dev.kelp.functions.Arg.BOOL;
import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.LONG;
import static dev.kelp.functions.Arg.SCALAR;
import static dev.kelp.functions.Arg.constant;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Fn.aggregate;
import static dev.kelp.functions.Fn.internal;

import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the aggregates that gather values into an array or a bag. */
final class CollectingAggregates {
    static final List<Fn> ROWS =
            Stream.of(lists(), sets(), bags(), bodies()).flatMap(rows -> rows).toList();

    private CollectingAggregates() {}

    /** Arrays are taken apart, and nulls among dynamics stay (R175, R176). */
    private static Stream<Fn> lists() {
        String doc = "Array of the values in the rows' order.";
        Stream<Fn> plain = Stream.of("make_list", "makelist")
                .flatMap(name -> Stream.of(
                        list(name, SCALAR).sql("{L0}").doc(doc),
                        list(name, SCALAR, constant(LONG))
                                .sql("@first_elements({L0}, {1})")
                                .doc(doc),
                        list(name, DYNAMIC, opt(constant(LONG)))
                                .sql("@flattened({N0}, {1})")
                                .doc(doc)));
        return Stream.concat(
                plain,
                Stream.of(
                        list("make_list_if", SCALAR, BOOL)
                                .filtered()
                                .sql("{L0}")
                                .doc(doc),
                        list("make_list_if", SCALAR, BOOL, constant(LONG))
                                .filtered()
                                .sql("@first_elements({L0}, {2})")
                                .doc(doc),
                        list("make_list_if", DYNAMIC, BOOL, opt(constant(LONG)))
                                .filtered()
                                .sql("@flattened({N0}, {2})")
                                .doc(doc),
                        list("make_list_with_nulls", SCALAR).sql("{N0}").doc("Array of the values, null or not."),
                        list("make_list_with_nulls", DYNAMIC)
                                .sql("@flattened({N0}, CAST(NULL AS BIGINT))")
                                .doc("Array of the values, null or not.")));
    }

    private static Fn.Row list(String name, Arg... args) {
        return aggregate(name, Result.DYNAMIC, args).named("list");
    }

    private static Stream<Fn> sets() {
        String doc = "Array of the distinct values, in the order of their first appearance.";
        return Stream.of(SCALAR, DYNAMIC)
                .flatMap(arg -> Stream.of(
                        set("make_set", arg, opt(constant(LONG)))
                                .sql("@distinct_elements({L0}, {1})")
                                .doc(doc),
                        set("makeset", arg, opt(constant(LONG)))
                                .sql("@distinct_elements({L0}, {1})")
                                .doc(doc),
                        set("make_set_if", arg, BOOL, opt(constant(LONG)))
                                .filtered()
                                .sql("@distinct_elements({L0}, {2})")
                                .doc(doc)));
    }

    private static Fn.Row set(String name, Arg... args) {
        return aggregate(name, Result.DYNAMIC, args).named("set");
    }

    private static Stream<Fn> bags() {
        String doc = "One bag of the bags; of values with the same key the first stays.";
        return Stream.of(
                aggregate("make_bag", Result.DYNAMIC, DYNAMIC, opt(constant(LONG)))
                        .named("bag")
                        .sql("@merged_bags({L0}, {1})")
                        .doc(doc),
                aggregate("make_dictionary", Result.DYNAMIC, DYNAMIC, opt(constant(LONG)))
                        .named("dictionary")
                        .sql("@merged_bags({L0}, {1})")
                        .doc(doc),
                aggregate("make_bag_if", Result.DYNAMIC, DYNAMIC, BOOL, opt(constant(LONG)))
                        .named("bag")
                        .filtered()
                        .sql("@merged_bags({L0}, {2})")
                        .doc(doc),
                aggregate("buildschema", Result.DYNAMIC, DYNAMIC)
                        .named("schema")
                        .sql("@schema_of({L0})")
                        .doc("The least schema that takes in all the values."));
    }

    private static Stream<Fn> bodies() {
        return Stream.of(
                internal("first_elements", Result.DYNAMIC, DYNAMIC, LONG)
                        .nulls()
                        .java((String array, Long count) -> Json.array(limited(elements(array), count)))
                        .doc("The first elements of an array."),
                internal("flattened", Result.DYNAMIC, DYNAMIC, LONG)
                        .nulls()
                        .java((String array, Long count) -> Json.array(limited(flattened(array), count)))
                        .doc("An array with the arrays in it taken apart, one level deep."),
                internal("distinct_elements", Result.DYNAMIC, DYNAMIC, LONG)
                        .nulls()
                        .java(CollectingAggregates::distinct)
                        .doc("The distinct elements of an array, and of the arrays in it."),
                internal("merged_bags", Result.DYNAMIC, DYNAMIC, LONG)
                        .nulls()
                        .java(CollectingAggregates::merged)
                        .doc("One bag of an array of bags."),
                internal("schema_of", Result.DYNAMIC, DYNAMIC)
                        .java((String values) -> SchemaOfValues.of(values))
                        .doc("The schema of an array of values."));
    }

    private static List<String> elements(@Nullable String array) {
        List<String> elements = Json.elements(array);
        return elements == null ? List.of() : elements;
    }

    private static List<String> limited(List<String> elements, @Nullable Long count) {
        int most = count == null || count < 0 || count > ArrayFunctions.LONGEST
                ? ArrayFunctions.LONGEST
                : count.intValue();
        return elements.size() <= most ? elements : elements.subList(0, most);
    }

    private static List<String> flattened(@Nullable String array) {
        List<String> flat = new ArrayList<>();
        for (String element : elements(array)) {
            List<String> inner = Json.elements(element);
            if (inner == null) {
                flat.add(element);
            } else {
                flat.addAll(inner);
            }
        }
        return flat;
    }

    private static String distinct(@Nullable String array, @Nullable Long count) {
        Map<String, String> distinct = new LinkedHashMap<>();
        for (String element : flattened(array)) {
            if (!element.equals("null")) {
                distinct.putIfAbsent(ElementIdentity.of(element), element);
            }
        }
        return Json.array(limited(List.copyOf(distinct.values()), count));
    }

    private static String merged(@Nullable String array, @Nullable Long count) {
        Map<String, String> merged = new LinkedHashMap<>();
        for (String element : elements(array)) {
            Map<String, String> bag = Json.properties(element);
            if (bag != null) {
                bag.forEach(merged::putIfAbsent);
            }
        }
        if (count != null && count >= 0) {
            merged.keySet().retainAll(limited(List.copyOf(merged.keySet()), count));
        }
        return Json.bag(merged);
    }
}
