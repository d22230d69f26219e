package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.operators.JoinedColumns;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code geo_polygon_lookup} and {@code geo_line_lookup}: rows beside the rows of a table of shapes that they lie in or near. Each
 * shape is covered by few S2 cells as wide as itself, so that an equality join of cells leaves few pairs of points and shapes to
 * be measured.
 */
final class GeoLookup {
    private static final String[] NAMES = {"radius", "return_unmatched", "lookup_area_radius", "return_lookup_key"};

    private GeoLookup() {}

    static Relation polygons(PluginCall call) {
        call.expect(4, 8, NAMES);
        Double radius = call.argument(4, NAMES[0]).isPresent() ? radius(call) : null;
        String near = radius == null
                ? "geo_point_in_polygon(lng, lat, shape)"
                : "geo_distance_point_to_polygon(lng, lat, shape) <= " + real(radius);
        String width = "max_of(geo_polygon_perimeter(shape) / 4, " + real(radius == null ? 0 : radius) + ")";
        return bind(call, "geo_polygon_to_s2cells", width, radius, near);
    }

    static Relation lines(PluginCall call) {
        call.expect(5, 8, NAMES);
        double radius = radius(call);
        String near = "geo_distance_point_to_line(lng, lat, shape) <= " + real(radius);
        return bind(call, "geo_line_to_s2cells", "max_of(geo_line_length(shape), " + real(radius) + ")", radius, near);
    }

    private static double radius(PluginCall call) {
        Object radius = call.value(4, NAMES[0], KqlType.REAL);
        if (!(radius instanceof Double metres) || !(metres >= 0) || metres.isInfinite()) {
            throw Problem.SEMANTIC.at(
                    call.required(4, NAMES[0]).span(), "The argument 'radius' must be a number of metres, at least 0.");
        }
        return metres;
    }

    private static String real(double value) {
        return String.format(Locale.ROOT, "real(%s)", value);
    }

    /**
     * @param cover the function that covers a shape with cells
     * @param width a shape's width in metres, as KQL
     * @param near whether a point and a shape match, as KQL
     */
    private static Relation bind(PluginCall call, String cover, String width, @Nullable Double radius, String near) {
        Binder binder = call.binder();
        Relation source = call.input();
        Relation shapes = binder.table(call.required(0, "LookupTable"));
        Column shape = call.column(call.required(1, "LookupKey"), shapes, "LookupKey");
        Column longitude = call.column(2, "SourceLongitude");
        Column latitude = call.column(3, "SourceLatitude");
        boolean unmatched = call.flag(5, NAMES[1]);
        if (call.argument(6, NAMES[2]).isPresent()) {
            // Only a hint for how to search.
            call.value(6, NAMES[2], KqlType.REAL);
        }
        boolean withKey = call.flag(7, NAMES[3]);

        if (shape.type() != KqlType.DYNAMIC) {
            throw Problem.WRONG_TYPE.at(call.span(), "The column '" + shape.name() + "'", "dynamic", shape.type());
        }
        Scalar lng = binder.call("toreal", call.span(), new Scalar.Ref(longitude));
        Scalar lat = binder.call("toreal", call.span(), new Scalar.Ref(latitude));
        Relation points = source.project(
                source.plan(),
                List.of(
                        new Plan.Assign(binder.column("lng", KqlType.REAL), lng),
                        new Plan.Assign(binder.column("lat", KqlType.REAL), lat)));
        Relation keys = shapes.project(
                shapes.plan(),
                List.of(new Plan.Assign(binder.column("shape", KqlType.DYNAMIC), new Scalar.Ref(shape))));
        String query = """
                let Points = P | distinct lng, lat;
                let Shapes = S | distinct text = tostring(shape) | extend shape = parse_json(text)
                    | extend level = __geo_length_to_s2cell_level({width}) | where isnotnull(level);
                Shapes | mv-expand cell = {cover}(shape, level, {radius}) to typeof(string)
                | join kind=inner (Points | mv-expand level = toscalar(Shapes | summarize make_set(level)) to typeof(int)
                    | extend cell = geo_point_to_s2cell(lng, lat, level)) on cell
                | where {near} | distinct lng, lat, text | extend shape = parse_json(text) | project lng, lat, shape""".replace("{width}", width)
                .replace("{cover}", cover)
                .replace("{radius}", real(radius == null ? 0 : radius))
                .replace("{near}", near);
        Relation pairs = binder.macro(query, Map.of("P", points, "S", keys), Map.of(), call.span());
        Plan found = new Plan.Join(
                Plan.JoinKind.INNER,
                pairs.plan(),
                shapes.plan(),
                List.of(pair(new Scalar.Ref(pairs.columns().get(2)), shape)));
        List<Plan.KeyPair> places = List.of(
                pair(lng, pairs.columns().get(0)), pair(lat, pairs.columns().get(1)));
        Plan.JoinKind kind = unmatched ? Plan.JoinKind.LEFT_OUTER : Plan.JoinKind.INNER;
        List<Column> kept = new ArrayList<>(shapes.columns());
        if (!withKey) {
            kept.remove(shape);
        }
        return JoinedColumns.of(new Plan.Join(kind, source.plan(), found, places), source.columns(), kept, binder);
    }

    private static Plan.KeyPair pair(Scalar left, Column right) {
        return new Plan.KeyPair(left, new Scalar.Ref(right));
    }
}
