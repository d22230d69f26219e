package dev.kelp.sql;

import dev.kelp.functions.Dialect;
import dev.kelp.types.Carrier;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** DuckDB's SQL. */
final class DuckDbSyntax implements DialectSyntax {
    @Override
    public Dialect dialect() {
        return Dialect.DUCKDB;
    }

    @Override
    public String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String text(String value) {
        String quoted = "'" + value.replace("'", "''") + "'";
        // SQL text ends at a NUL: such characters are joined in.
        return quoted.indexOf('\0') < 0 ? quoted : "(" + quoted.replace("\0", "' || chr(0) || '") + ")";
    }

    @Override
    public String literal(KqlType type, @Nullable Object value) {
        if (value == null) {
            return "CAST(NULL AS " + typeName(type.carrier()) + ")";
        }
        return switch (type.carrier()) {
            case BOOLEAN -> value.toString();
            case INTEGER -> "CAST(" + value + " AS INTEGER)";
            case BIGINT -> "CAST(" + value + " AS BIGINT)";
            case DOUBLE -> "CAST('" + value + "' AS DOUBLE)";
            case VARCHAR -> text(value.toString());
        };
    }

    @Override
    public String typeName(Carrier carrier) {
        return carrier.name();
    }

    @Override
    public String same(String a, String b) {
        return a + " IS NOT DISTINCT FROM " + b;
    }

    @Override
    public String series(String last, String column) {
        String series = "generate_series(CAST(0 AS BIGINT), CAST(" + last + " AS BIGINT))";
        // The table function gives its rows bit by bit, so that a long one can be cancelled, but takes no subquery.
        return last.contains("SELECT")
                ? "(SELECT unnest(" + series + ") AS " + column + ")"
                : "(SELECT " + column + " FROM " + series + " AS s(" + column + "))";
    }

    @Override
    public String unnest(
            String input, List<String> kept, List<String> lists, List<String> items, @Nullable String position) {
        List<String> split =
                lists.stream().map(l -> "string_split(" + l + ", chr(1))").toList();
        List<String> columns = new ArrayList<>(kept);
        for (int i = 0; i < lists.size(); i++) {
            columns.add("nullif(unnest(" + split.get(i) + "), 'null') AS " + items.get(i));
        }
        if (position != null) {
            String longest = split.stream()
                    .map(s -> "coalesce(len(" + s + "), 0)")
                    .collect(Collectors.joining(", ", "greatest(0, ", ")"));
            columns.add("unnest(range(CAST(" + longest + " AS BIGINT))) AS " + position);
        }
        return "SELECT " + String.join(", ", columns) + " FROM " + input;
    }

    @Override
    public String semiJoin() {
        return "SEMI JOIN";
    }

    @Override
    public String antiJoin() {
        return "ANTI JOIN";
    }

    @Override
    public String joinedTexts(String text, @Nullable String order) {
        return "string_agg(" + text + ", ','" + (order == null ? "" : " ORDER BY " + order) + ")";
    }
}
