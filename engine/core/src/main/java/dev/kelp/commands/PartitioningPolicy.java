package dev.kelp.commands;

import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.Layout.PartitionKey;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Json;
import dev.kelp.types.JsonText;
import dev.kelp.types.KqlType;
import dev.kelp.types.Ticks;
import dev.kelp.types.Timespans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Kusto's partitioning policy as the format's partition keys, and back. What the format has no word for is refused. */
final class PartitioningPolicy {
    private static final List<String> DAY = List.of("year", "month", "day");
    private static final List<String> HOUR = List.of("year", "month", "day", "hour");

    private PartitioningPolicy() {}

    static List<PartitionKey> keys(TableDef table, Name policy) {
        if (policy.text().strip().equals("null")) {
            return List.of();
        }
        if (!(Json.strict(policy.text()).orElse(Json.NULL) instanceof Json.Bag bag)
                || !(bag.properties().get("PartitionKeys") instanceof Json.Array keys)) {
            throw wrong(policy, "The policy is a JSON object with an array PartitionKeys.");
        }
        for (String name : bag.properties().keySet()) {
            if (!name.equals("PartitionKeys")) {
                throw Problem.NOT_SUPPORTED.at(policy.span(), "The property '" + name + "' of a partitioning policy");
            }
        }
        List<PartitionKey> found = new ArrayList<>();
        for (Json key : keys.items()) {
            if (!(key instanceof Json.Bag one)) {
                throw wrong(policy, "A partition key is a JSON object.");
            }
            found.addAll(keys(table, one, policy));
        }
        if (keys.items().size() > 1) {
            throw Problem.NOT_SUPPORTED.at(policy.span(), "More than one partition key");
        }
        return found;
    }

    private static List<PartitionKey> keys(TableDef table, Json.Bag key, Name policy) {
        String kind = text(key, "Kind");
        if (!kind.equals("UniformRange")) {
            throw Problem.NOT_SUPPORTED
                    .at(policy.span(), "The kind '" + kind + "' of a partition key")
                    .hint("Sorting helps as much: .alter table " + table.name() + " policy roworder (…).");
        }
        ColumnDef column = ColumnPath.known(table, new Name(text(key, "ColumnName"), policy.span()));
        if (column.type() != KqlType.DATETIME) {
            throw Problem.WRONG_TYPE.at(
                    policy.span(), "The column '" + column.name() + "'", KqlType.DATETIME, column.type());
        }
        Json.Bag properties = key.properties().get("Properties") instanceof Json.Bag bag ? bag : new Json.Bag(Map.of());
        Long size = Timespans.parse(text(properties, "RangeSize"));
        Long reference = reference(text(properties, "Reference"));
        List<String> transforms =
                size == null ? List.of() : size == Ticks.PER_DAY ? DAY : size == Ticks.PER_HOUR ? HOUR : List.of();
        if (transforms.isEmpty()) {
            throw Problem.NOT_SUPPORTED
                    .at(policy.span(), "The RangeSize '" + text(properties, "RangeSize") + "'")
                    .hint("It is 1.00:00:00 or 01:00:00.");
        }
        if (reference == null || reference % (transforms == DAY ? Ticks.PER_DAY : Ticks.PER_HOUR) != 0) {
            throw wrong(policy, "The Reference is the beginning of a day, or of an hour where RangeSize is an hour.");
        }
        if ("true".equals(text(properties, "OverrideCreationTime"))) {
            throw Problem.NOT_SUPPORTED.at(policy.span(), "OverrideCreationTime");
        }
        return transforms.stream().map(t -> new PartitionKey(column.id(), t)).toList();
    }

    private static @Nullable Long reference(String text) {
        return text.isEmpty() ? Long.valueOf(Ticks.UNIX_EPOCH) : Ticks.parse(text);
    }

    private static String text(Json.Bag bag, String name) {
        Json value = bag.properties().get(name);
        return value == null ? "" : value instanceof Json.Text text ? text.value() : value.write();
    }

    private static KqlException wrong(Name policy, String message) {
        return Problem.SEMANTIC.at(policy.span(), message);
    }

    /** The policy of a table, {@code null} for none; what another client said that Kusto has no word for stands as it does there. */
    static String json(TableDef table) {
        List<PartitionKey> keys = table.layout().partition();
        if (keys.isEmpty()) {
            return "null";
        }
        List<String> transforms = keys.stream().map(PartitionKey::transform).toList();
        boolean one = keys.stream().map(PartitionKey::column).distinct().count() == 1;
        if (one && (transforms.equals(DAY) || transforms.equals(HOUR))) {
            return "{\"PartitionKeys\":[{\"ColumnName\":" + name(table, keys.get(0))
                    + ",\"Kind\":\"UniformRange\",\"Properties\":{\"Reference\":\"1970-01-01T00:00:00\",\"RangeSize\":\""
                    + (transforms.equals(DAY) ? "1.00:00:00" : "01:00:00")
                    + "\",\"OverrideCreationTime\":false}}]}";
        }
        return keys.stream()
                .map(k -> "{\"ColumnName\":" + name(table, k) + ",\"Kind\":" + JsonText.quoted(k.transform()) + "}")
                .collect(Collectors.joining(",", "{\"PartitionKeys\":[", "]}"));
    }

    private static String name(TableDef table, PartitionKey key) {
        return JsonText.quoted(table.columns().stream()
                .filter(c -> c.id() == key.column())
                .map(ColumnDef::name)
                .findFirst()
                .orElse(""));
    }
}
