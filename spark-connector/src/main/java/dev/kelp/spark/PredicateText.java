package dev.kelp.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.ColumnPredicate;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import java.util.ArrayList;
import java.util.List;

/** A scan's conditions as a text: {@code [["column", "GE", value …], …]}, values as carriers in JSON. */
final class PredicateText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PredicateText() {}

    static String write(List<ColumnPredicate> predicates) {
        ArrayNode all = JSON.createArrayNode();
        for (ColumnPredicate predicate : predicates) {
            ArrayNode one = all.addArray();
            one.add(predicate.column().name()).add(predicate.op().name());
            // JSON knows no NaN and no infinity.
            predicate.values().forEach(value -> one.add(value.toString()));
        }
        return all.toString();
    }

    static List<ColumnPredicate> read(String text, TableDef table) {
        List<ColumnPredicate> predicates = new ArrayList<>();
        if (text.isEmpty()) {
            return predicates;
        }
        try {
            for (JsonNode one : JSON.readTree(text)) {
                String name = one.path(0).asText();
                ColumnDef column = table.column(name)
                        .or(() -> OriginColumn.columns().stream()
                                .filter(origin -> origin.name().equals(name))
                                .findFirst())
                        .orElseThrow(() -> Problem.UNKNOWN_COLUMN.here(name, " in table '" + table.name() + "'"));
                List<Object> values = new ArrayList<>();
                for (int i = 2; i < one.size(); i++) {
                    values.add(value(column, one.path(i).asText()));
                }
                predicates.add(new ColumnPredicate(
                        column, ColumnPredicate.Op.valueOf(one.path(1).asText()), values));
            }
            return predicates;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw Problem.SEMANTIC
                    .here("Malformed conditions in a table's name.")
                    .because(e);
        }
    }

    private static Object value(ColumnDef column, String text) {
        return switch (column.type().carrier()) {
            case BOOLEAN -> Boolean.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case VARCHAR -> text;
        };
    }
}
