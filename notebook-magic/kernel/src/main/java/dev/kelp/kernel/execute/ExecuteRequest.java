package dev.kelp.kernel.execute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client asks for with a cell.
 *
 * @param silent nothing is published and nothing remembered
 * @param expressions to evaluate after the cell, by the names the reply gives them
 * @param allowStdin whether the cell may ask for input
 * @param stopOnError whether a failure aborts the cells queued behind it
 */
record ExecuteRequest(
        String code,
        boolean silent,
        boolean storeHistory,
        Map<String, String> expressions,
        boolean allowStdin,
        boolean stopOnError) {

    static ExecuteRequest of(ObjectNode content) {
        boolean silent = content.path("silent").asBoolean(false);
        Map<String, String> expressions = new LinkedHashMap<>();
        Iterator<Map.Entry<String, JsonNode>> fields =
                content.path("user_expressions").fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            expressions.put(field.getKey(), field.getValue().asText());
        }
        return new ExecuteRequest(
                content.path("code").asText(),
                silent,
                !silent && content.path("store_history").asBoolean(true),
                expressions,
                content.path("allow_stdin").asBoolean(true),
                content.path("stop_on_error").asBoolean(true));
    }
}
