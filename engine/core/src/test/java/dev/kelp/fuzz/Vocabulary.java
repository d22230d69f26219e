package dev.kelp.fuzz;

import dev.kelp.types.KqlType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The signatures that a profile lets through, by what they yield. */
record Vocabulary(List<Signature> scalars, List<Signature> aggregates, Map<KqlType, List<Signature>> byResult) {
    private static final Set<String> ARRAYS = Set.of(
            "pack_array",
            "split",
            "range",
            "repeat",
            "set_union",
            "set_intersect",
            "set_difference",
            "bag_keys",
            "extract_all");
    private static final Set<String> BAGS = Set.of("bag_pack", "bag_merge", "bag_set_key", "bag_remove_keys");
    private static final List<Signature> ALL = Signature.all();
    private static final Map<Profile, Vocabulary> MADE = new ConcurrentHashMap<>();

    static Vocabulary of(Profile profile) {
        return MADE.computeIfAbsent(profile, Vocabulary::make);
    }

    private static Vocabulary make(Profile profile) {
        List<Signature> all =
                ALL.stream().filter(s -> profile.functions().test(s.name())).toList();
        List<Signature> scalars = all.stream().filter(s -> !s.aggregate()).toList();
        Map<KqlType, List<Signature>> byResult = new EnumMap<>(KqlType.class);
        for (KqlType type : KqlType.values()) {
            byResult.put(
                    type,
                    scalars.stream()
                            .filter(s -> !Expressions.isWindow(s) && s.yields(type))
                            .toList());
        }
        return new Vocabulary(scalars, all.stream().filter(Signature::aggregate).toList(), byResult);
    }

    List<Signature> yielding(KqlType type) {
        return byResult.getOrDefault(type, List.of());
    }

    /** Functions that are sure to make an array. */
    List<Signature> arrays() {
        return scalars.stream()
                .filter(s -> ARRAYS.contains(s.name())
                        || s.name().startsWith("array_")
                                && !s.name().startsWith("array_sort")
                                && s.yields(KqlType.DYNAMIC))
                .toList();
    }

    List<Signature> bags() {
        return scalars.stream().filter(s -> BAGS.contains(s.name())).toList();
    }
}
