package dev.kelp.functions;

import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of several {@code getschema} as one: a row per column, with the type that takes in all of its types. */
final class SchemaMerge {
    private SchemaMerge() {}

    private record Merged(String name, Set<Long> places, Set<String> types) {
        private long place() {
            return places.stream().max(Comparator.naturalOrder()).orElse(0L);
        }
    }

    /** @param constants whether a column must stand at the same place in all schemas */
    static List<@Nullable Object[]> merge(List<TableRows> tables, @Nullable Object[] constants) {
        Map<String, Merged> columns = new LinkedHashMap<>();
        for (@Nullable Object[] row : tables.get(0).rows()) {
            Merged column = columns.computeIfAbsent(
                    String.valueOf(row[0]), n -> new Merged(n, new LinkedHashSet<>(), new LinkedHashSet<>()));
            if (row[1] instanceof Long place) {
                column.places().add(place);
            }
            column.types().add(String.valueOf(row[2]));
        }
        boolean keepsOrder = Boolean.TRUE.equals(constants[0]);
        List<@Nullable Object[]> good = new ArrayList<>();
        List<@Nullable Object[]> bad = new ArrayList<>();
        columns.values().stream().sorted(Comparator.comparing(Merged::place)).forEach(column -> {
            Optional<KqlType> type = common(column.types());
            if (keepsOrder && column.places().size() > 1) {
                bad.add(fault(column.name(), "columns are out of order"));
            } else if (type.isEmpty()) {
                bad.add(fault(
                        column.name(),
                        column.types().stream().collect(Collectors.joining(", ", "no common type of ", ""))));
            } else {
                KqlType of = type.get();
                good.add(new @Nullable Object[] {column.name(), (long) good.size(), of.clr(), of.kql()});
            }
        });
        good.addAll(bad);
        return good;
    }

    private static @Nullable Object[] fault(String column, String why) {
        String error = "ERROR(" + why + ")";
        return new @Nullable Object[] {column, -1L, "ERROR(unknown CSL type:" + error + ")", error};
    }

    private static Optional<KqlType> common(Set<String> names) {
        Set<KqlType> types = new LinkedHashSet<>();
        for (String name : names) {
            KqlType.named(name).ifPresent(types::add);
        }
        if (types.size() == 1) {
            return types.stream().findFirst();
        }
        if (types.isEmpty() || !types.stream().allMatch(KqlType::isNumber)) {
            return Optional.empty();
        }
        // Numbers widen in the order in which the types are listed: int, long, real, decimal.
        return types.stream().max(Comparator.naturalOrder());
    }
}
