package dev.kelp.spark;

import dev.kelp.sql.JavaFunction;
import dev.kelp.tables.StoredDecimals;
import dev.kelp.text.Problem;
import dev.kelp.types.Carrier;
import java.util.List;

/** Decimals as Spark takes them: DECIMAL(38,18) has room for most, and what is nearest is given for those with more digits after the point. */
final class SparkDecimals {
    static final JavaFunction NEAREST = new JavaFunction(
            "kelp_spark_decimal",
            List.of(Carrier.VARCHAR),
            Carrier.VARCHAR,
            false,
            arguments -> arguments[0] instanceof String decimal ? nearest(decimal) : null);

    private SparkDecimals() {}

    private static String nearest(String decimal) {
        String nearest = StoredDecimals.nearest(decimal);
        if (nearest == null) {
            throw Problem.RUNTIME
                    .here("The decimal " + decimal + " has no room in DECIMAL(38,18), which Spark reads decimals as.")
                    .hint("The option types=kql gives its text.");
        }
        return nearest;
    }
}
