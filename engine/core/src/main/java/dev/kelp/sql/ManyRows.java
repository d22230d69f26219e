package dev.kelp.sql;

import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.types.Carrier;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * Many rows of constants as one text per column that is taken apart again: DuckDB and Spark plan a list of thousands of rows value by
 * value, which costs seconds.
 */
final class ManyRows {
    /** From here on a list of rows takes longer to plan than texts take to be taken apart. */
    private static final int MANY = 64;

    private static final char BETWEEN = '\u0001';
    private static final String NULL = "null";

    private final Plan.Values values;
    private final DialectSyntax syntax;

    ManyRows(Plan.Values values, DialectSyntax syntax) {
        this.values = values;
        this.syntax = syntax;
    }

    /** Whether the rows are many, and constants whose texts can be told apart. */
    static boolean areMany(Plan.Values values) {
        return values.rows().size() >= MANY
                && values.rows().stream().allMatch(row -> row.stream().allMatch(ManyRows::isPlain));
    }

    private static boolean isPlain(Scalar scalar) {
        return scalar instanceof Scalar.Literal literal
                && !(literal.value() instanceof String text && text.indexOf(BETWEEN) >= 0);
    }

    /** The rows, in their order. */
    SelectBlock block(String source, String rows) {
        List<String> texts = new ArrayList<>();
        List<String> lists = new ArrayList<>();
        List<String> items = new ArrayList<>();
        String position = null;
        for (int i = 0; i < values.output().size(); i++) {
            String name = values.output().get(i).sql();
            if (position == null && counts(i)) {
                position = name;
                continue;
            }
            lists.add("l" + name);
            items.add("i" + name);
            texts.add(syntax.text(text(i)) + " AS l" + name);
        }
        if (lists.isEmpty()) {
            lists.add("l");
            items.add("i");
            texts.add(syntax.text(String.valueOf(BETWEEN).repeat(values.rows().size() - 1)) + " AS l");
        }
        String input = "(SELECT " + String.join(", ", texts) + ") AS " + source;
        SelectBlock block =
                new SelectBlock("(" + syntax.unnest(input, List.of(), lists, items, position) + ") AS " + rows);
        for (Column column : values.output()) {
            block.column(
                    column, column.sql().equals(position) ? column.sql() : value("i" + column.sql(), column.type()));
        }
        return block;
    }

    /** Whether a column numbers the rows from 0. */
    private boolean counts(int column) {
        if (values.output().get(column).type().carrier() != Carrier.BIGINT) {
            return false;
        }
        for (int row = 0; row < values.rows().size(); row++) {
            if (!Long.valueOf(row)
                    .equals(((Scalar.Literal) values.rows().get(row).get(column)).value())) {
                return false;
            }
        }
        return true;
    }

    private String text(int column) {
        boolean text = values.output().get(column).type().carrier() == Carrier.VARCHAR;
        StringBuilder out = new StringBuilder();
        for (List<Scalar> row : values.rows()) {
            Object value = ((Scalar.Literal) row.get(column)).value();
            out.append(out.isEmpty() ? "" : BETWEEN);
            // A text begins with a sign, so that none reads as null.
            out.append(value == null ? NULL : text ? "=" + value : value);
        }
        return out.toString();
    }

    private String value(String item, KqlType type) {
        return type.carrier() == Carrier.VARCHAR
                ? "substr(" + item + ", 2)"
                : "CAST(" + item + " AS " + syntax.typeName(type.carrier()) + ")";
    }
}
