package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code bag_unpack}: the keys of a bag as columns, of the types of their values (R165). */
final class BagUnpack {
    /** So many columns at most: a bag whose keys are data of their own is not for unpacking. */
    private static final int MOST_COLUMNS = 10_000;

    private final PluginCall call;
    private final Binder binder;
    private final Relation input;
    private final Column bag;
    private final String prefix;
    private final Conflict conflict;

    private enum Conflict {
        ERROR,
        REPLACE_SOURCE,
        KEEP_SOURCE
    }

    /** A column to come: its name, its key in the bag, its type. */
    private record Slot(String name, String key, KqlType type) {}

    private BagUnpack(PluginCall call) {
        call.expect(1, 4, "columnsConflict", "ignoredProperties", "OutputColumnPrefix");
        this.call = call;
        this.binder = call.binder();
        this.input = call.input();
        this.bag = call.column(0, "Column");
        this.prefix = call.argument(1, "OutputColumnPrefix").isPresent() ? call.text(1, "OutputColumnPrefix") : "";
        this.conflict = conflict(call);
        if (bag.type() != KqlType.DYNAMIC) {
            throw Problem.WRONG_TYPE.at(
                    call.required(0, "Column").span(), "The column to unpack", "dynamic", bag.type());
        }
    }

    static Relation bind(PluginCall call) {
        return new BagUnpack(call).unpacked();
    }

    private static Conflict conflict(PluginCall call) {
        if (call.argument(2, "columnsConflict").isEmpty()) {
            return Conflict.ERROR;
        }
        String text = call.text(2, "columnsConflict");
        return switch (text) {
            case "error" -> Conflict.ERROR;
            case "replace_source" -> Conflict.REPLACE_SOURCE;
            case "keep_source" -> Conflict.KEEP_SOURCE;
            default ->
                throw Problem.SEMANTIC
                        .at(call.required(2, "columnsConflict").span(), "No way '" + text + "' to resolve conflicts.")
                        .hint("The ways are error, replace_source and keep_source.");
        };
    }

    private Relation unpacked() {
        OutputSchema schema = call.schema();
        if (schema != null) {
            return table(schema);
        }
        return binder.probe(kinds(), "bag_unpack()", call.span())
                .map(kinds -> table(slots(kinds), true))
                .orElseGet(() -> binder.withMore(table(List.of(), true)));
    }

    private Relation table(OutputSchema schema) {
        List<Slot> slots = new ArrayList<>();
        List<Plan.Assign> kept = new ArrayList<>();
        for (Expr.ColumnSyntax wanted : schema.columns()) {
            Slot slot = new Slot(wanted.name(), key(wanted.name()), wanted.type());
            slots.add(slot);
            Column source =
                    schema.wildcard() ? null : input.column(wanted.name()).orElse(null);
            if (source == null || source == bag) {
                kept.add(assign(slot));
            } else if (source.type() == wanted.type()) {
                kept.add(Plan.Assign.of(source));
            } else {
                throw Problem.WRONG_TYPE.at(
                        wanted.span(), "The column '" + wanted.name() + "'", source.type(), wanted.type());
            }
        }
        return schema.wildcard() ? table(slots, true) : input.project(input.plan(), kept);
    }

    /** The key whose column has a name. */
    private String key(String name) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    private Relation table(List<Slot> slots, boolean withSource) {
        Map<String, Slot> byName = new HashMap<>();
        slots.forEach(s -> byName.put(s.name(), s));
        List<Plan.Assign> assigns = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (Column column : withSource ? input.columns() : List.<Column>of()) {
            Slot slot = byName.get(column.name());
            if (slot == null && column == bag) {
                continue;
            }
            if (slot != null && column != bag && conflict == Conflict.ERROR) {
                throw duplicate(slot);
            }
            if (slot != null && (column == bag || conflict == Conflict.REPLACE_SOURCE)) {
                assigns.add(assign(slot));
            } else {
                assigns.add(Plan.Assign.of(column));
            }
            placed.add(column.name());
        }
        for (Slot slot : slots) {
            if (placed.add(slot.name())) {
                assigns.add(assign(slot));
            }
        }
        return input.project(input.plan(), assigns);
    }

    private KqlException duplicate(Slot slot) {
        return Problem.DUPLICATE_COLUMN
                .at(call.span(), slot.name())
                .hint("Say columnsConflict='replace_source' or 'keep_source', or give the new columns a prefix.");
    }

    private Plan.Assign assign(Slot slot) {
        Scalar key = new Scalar.Literal(KqlType.STRING, slot.key());
        Scalar value = binder.internal("dynamic_get", call.span(), new Scalar.Ref(bag), key);
        return new Plan.Assign(binder.column(slot.name(), slot.type()), binder.as(value, slot.type()));
    }

    /** The columns that the data ask for, in the order of their names. */
    private List<Slot> slots(List<@Nullable Object[]> kinds) {
        Set<String> ignored = ignored();
        Map<String, Set<KqlType>> types = new TreeMap<>();
        for (@Nullable Object[] row : kinds) {
            List<Json> slot = ((Json.Array) Json.of((String) row[0])).items();
            String key = slot.get(0).text();
            if (!ignored.contains(key)) {
                Set<KqlType> of = types.computeIfAbsent(key, k -> EnumSet.noneOf(KqlType.class));
                KqlType type = type(slot.get(1).text());
                if (type != null) {
                    of.add(type);
                }
            }
        }
        if (types.size() > MOST_COLUMNS) {
            throw Problem.LIMITS.at(call.span(), "The bags have more than " + MOST_COLUMNS + " different keys.");
        }
        List<Slot> slots = new ArrayList<>();
        types.forEach((key, of) -> slots.add(
                new Slot(prefix + key, key, of.size() == 1 ? of.iterator().next() : KqlType.DYNAMIC)));
        return slots;
    }

    private Set<String> ignored() {
        if (call.argument(3, "ignoredProperties").isEmpty()) {
            return Set.of();
        }
        Object names = call.value(3, "ignoredProperties", KqlType.DYNAMIC);
        return Json.of((String) names) instanceof Json.Array array
                ? array.items().stream().map(Json::text).collect(Collectors.toSet())
                : Set.of();
    }

    /** The type of values of a kind, null for null, which says nothing. */
    private static @Nullable KqlType type(String kind) {
        return switch (kind) {
            case "null" -> null;
            case "bool" -> KqlType.BOOL;
            case "long" -> KqlType.LONG;
            case "double" -> KqlType.REAL;
            case "string" -> KqlType.STRING;
            default -> KqlType.DYNAMIC;
        };
    }

    /** Each key with each kind of its values, once. */
    private Relation kinds() {
        Column slot = binder.column("slot", KqlType.DYNAMIC);
        Scalar joined = binder.internal("bag_slots", call.span(), new Scalar.Ref(bag));
        Plan unnested = new Plan.Unnest(input.plan(), List.of(new Plan.Assign(slot, joined)), null);
        Column kind = binder.column("kind", KqlType.DYNAMIC);
        Plan distinct = new Plan.Aggregate(unnested, List.of(new Plan.Assign(kind, new Scalar.Ref(slot))), List.of());
        // A key may come with each of seven kinds.
        Plan some = new Plan.Limit(distinct, MOST_COLUMNS * 7L + 1, List.of());
        return Relation.of(some, List.of(kind));
    }
}
