package dev.kelp.sql;

import dev.kelp.functions.Dialect;
import dev.kelp.types.Carrier;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Spark's SQL with ANSI mode off: its whole numbers then wrap around as KQL's do (R59). */
final class SparkSyntax implements DialectSyntax {
    private static final int MOST_ARGUMENTS = 10;

    private static final String SERIES_BLOCK = "4096L";

    @Override
    public Dialect dialect() {
        return Dialect.SPARK;
    }

    @Override
    public String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    public String text(String value) {
        StringBuilder out = new StringBuilder("'");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '\'' -> out.append("\\'");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\0' -> out.append("\\u0000");
                default -> out.append(c);
            }
        }
        return out.append('\'').toString();
    }

    @Override
    public String literal(KqlType type, @Nullable Object value) {
        if (value == null) {
            return "CAST(NULL AS " + typeName(type.carrier()) + ")";
        }
        return switch (type.carrier()) {
            case BOOLEAN -> value.toString();
            case INTEGER -> "CAST(" + value + " AS INT)";
            case BIGINT ->
                value.equals(Long.MIN_VALUE) ? "CAST('" + value + "' AS BIGINT)" : "CAST(" + value + "L AS BIGINT)";
            case DOUBLE -> "CAST('" + value + "' AS DOUBLE)";
            case VARCHAR -> text(value.toString());
        };
    }

    @Override
    public String typeName(Carrier carrier) {
        return switch (carrier) {
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "INT";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case VARCHAR -> "STRING";
        };
    }

    @Override
    public String same(String a, String b) {
        return a + " <=> " + b;
    }

    @Override
    public String series(String last, String column) {
        // sequence() counts down where its end lies below its start, and makes its whole array at once: so it numbers
        // blocks.
        String blocks = "CASE WHEN last >= 0 THEN sequence(CAST(0 AS BIGINT), last div " + SERIES_BLOCK
                + ") ELSE CAST(array() AS ARRAY<BIGINT>) END";
        return "(SELECT block * " + SERIES_BLOCK + " + offset AS " + column + " FROM (SELECT last, explode(" + blocks
                + ") AS block FROM (SELECT CAST(" + last + " AS BIGINT) AS last)) LATERAL VIEW explode("
                + "sequence(CAST(0 AS BIGINT), least(" + SERIES_BLOCK + " - 1, last - block * " + SERIES_BLOCK
                + "))) AS offset)";
    }

    @Override
    public String unnest(
            String input, List<String> kept, List<String> lists, List<String> items, @Nullable String position) {
        String zipped = lists.stream()
                .map(l -> "coalesce(split(" + l + ", '\\u0001', -1), array())")
                .collect(Collectors.joining(", ", "arrays_zip(", ")"));
        List<String> columns = new ArrayList<>(kept);
        for (int i = 0; i < lists.size(); i++) {
            columns.add("nullif(unnested.z." + quoted(String.valueOf(i)) + ", 'null') AS " + items.get(i));
        }
        if (position != null) {
            columns.add("CAST(unnested.p AS BIGINT) AS " + position);
        }
        return "SELECT " + String.join(", ", columns) + " FROM " + input + " LATERAL VIEW posexplode(" + zipped
                + ") unnested AS p, z";
    }

    @Override
    public String semiJoin() {
        return "LEFT SEMI JOIN";
    }

    @Override
    public String antiJoin() {
        return "LEFT ANTI JOIN";
    }

    @Override
    public String joinedTexts(String text, @Nullable String order) {
        return "listagg(" + text + ", ',')" + (order == null ? "" : " WITHIN GROUP (ORDER BY " + order + ")");
    }

    /** Spark's functions have at most ten arguments: more come as one row. */
    @Override
    public String call(String function, List<String> arguments) {
        String all = String.join(", ", arguments);
        return arguments.size() <= MOST_ARGUMENTS ? function + "(" + all + ")" : function + "(struct(" + all + "))";
    }

    /** Spark 4.2's RewriteDistinctAggregates takes the order of a LISTAGG for a value. */
    @Override
    public String besideLists(String template) {
        return template.replace("count(DISTINCT {0}) {F}", "CAST(size(collect_set({0}) {F}) AS BIGINT)");
    }
}
