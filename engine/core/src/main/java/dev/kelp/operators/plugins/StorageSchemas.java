package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Outside;
import dev.kelp.bind.Outside.FileColumn;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Scalar;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code infer_storage_schema} and its kin: the columns of files, as text. */
final class StorageSchemas {
    private static final Set<String> MODES = Set.of("any", "last", "all");

    /** 2000 and 2100, in seconds since 1970. */
    private static final long CENTURY_BEGINS = 946_684_800L;

    private static final long CENTURY_ENDS = 4_102_444_800L;

    private StorageSchemas() {}

    /** One text: {@code a:long, b:string}. */
    static Relation schema(PluginCall call) {
        return one(call, "CslSchema", columns -> columns.stream()
                .map(c -> c.field().name() + ":" + c.field().type().kql())
                .collect(Collectors.joining(", ")));
    }

    /** One JSON text: per column its type and a type that may serve better. */
    static Relation suggestions(PluginCall call) {
        return one(call, "SuggestedTableSchema", columns -> {
            List<Json> suggestions =
                    columns.stream().map(StorageSchemas::suggestion).toList();
            return bag("Columns", new Json.Array(suggestions)).write();
        });
    }

    /** Numbers that identify are better kept as strings, numbers that are times since 1970 as datetimes. */
    private static Json suggestion(FileColumn column) {
        Field field = column.field();
        boolean id = field.type() == KqlType.LONG
                && field.name().toLowerCase(Locale.ROOT).endsWith("id");
        String unit = id || column.example() == null ? "" : unit(column.example());
        KqlType better = id ? KqlType.STRING : unit.isEmpty() ? field.type() : KqlType.DATETIME;
        return bag(
                "OriginalColumn", column(field),
                "RecommendedColumn", column(new Field(field.name(), better)),
                "ApplicableTransformationMapping", Json.text(unit.isEmpty() ? "None" : "DateTimeFromUnix" + unit));
    }

    /** The unit in which a number is a time of this century, empty where it is none. */
    private static String unit(long number) {
        long perSecond = 1;
        for (String unit : List.of("Seconds", "Milliseconds", "Microseconds", "Nanoseconds")) {
            if (number / perSecond >= CENTURY_BEGINS && number / perSecond < CENTURY_ENDS) {
                return unit;
            }
            perSecond *= 1000;
        }
        return "";
    }

    private static Json column(Field field) {
        KqlType type = field.type();
        boolean summable = type.isNumber() || type == KqlType.DATETIME || type == KqlType.TIMESPAN;
        Json csl = bag(
                "type", Json.text(type.kql()), "IsNumeric", Json.of(type.isNumber()), "IsSummable", Json.of(summable));
        return bag("Name", Json.text(field.name()), "CslType", csl);
    }

    /** A bag of names and values in turn. */
    private static Json bag(Object... pairs) {
        Map<String, Json> properties = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put((String) pairs[i], (Json) pairs[i + 1]);
        }
        return new Json.Bag(properties);
    }

    private static Relation one(PluginCall call, String name, Function<List<FileColumn>, String> text) {
        call.expect(1, 1);
        Binder binder = call.binder();
        List<Column> columns = List.of(binder.column(name, KqlType.STRING));
        Outside.FileSample sample = sample(call);
        Outside outside = binder.session().outside();
        if (outside == null) {
            return binder.values(columns, List.of());
        }
        try {
            String schema = text.apply(outside.columns(sample));
            return binder.values(columns, List.of(List.of(new Scalar.Literal(KqlType.STRING, schema))));
        } catch (KqlException e) {
            throw e.orAt(call.span());
        }
    }

    private static Outside.FileSample sample(PluginCall call) {
        Json options = Json.of((String) call.value(0, "Options", KqlType.DYNAMIC));
        if (!(options instanceof Json.Bag bag)
                || !(bag.properties().get("StorageContainers") instanceof Json.Array places)
                || places.items().isEmpty()) {
            throw Problem.SEMANTIC
                    .at(call.required(0, "Options").span(), "The options name no StorageContainers.")
                    .hint("For example dynamic({'StorageContainers': ['/data/'], 'DataFormat': 'csv'}).");
        }
        String mode = text(bag, "Mode", "last");
        if (!MODES.contains(mode)) {
            throw Problem.SEMANTIC
                    .at(call.required(0, "Options").span(), "No Mode '" + mode + "'.")
                    .hint("The modes are any, last and all.");
        }
        boolean header = bag.properties().get("InferenceOptions") instanceof Json.Bag more
                && Json.TRUE.equals(more.properties().get("UseFirstRowAsHeader"));
        return new Outside.FileSample(
                places.items().stream().map(Json::text).toList(),
                text(bag, "DataFormat", ""),
                text(bag, "FileNamePrefix", ""),
                text(bag, "FileExtension", ""),
                mode,
                header);
    }

    private static String text(Json.Bag bag, String name, String otherwise) {
        Json value = bag.properties().get(name);
        return value == null ? otherwise : value.text();
    }
}
