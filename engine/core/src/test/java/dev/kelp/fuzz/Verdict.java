package dev.kelp.fuzz;

import dev.kelp.Compiler;
import dev.kelp.functions.Dialect;
import dev.kelp.text.KqlException;
import dev.kelp.types.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a compiler says about a query.
 *
 * @param reason why it is refused, in the compiler's words; "" where it isn't
 * @param columns {@code name:type} of the last result, empty where they can't be known before it runs
 */
record Verdict(boolean accepted, String reason, List<String> columns) {
    private static final long NOW = 638_400_000_000_000_000L;

    static Compiler.Program compile(String query) {
        return Compiler.compile(query, Tables.ALL, "db", NOW, Map.of(), Dialect.DUCKDB);
    }

    static Verdict ofKelp(String query) {
        try {
            List<Compiler.Compiled> queries = compile(query).queries();
            List<String> columns = new ArrayList<>();
            for (Field field : queries.get(queries.size() - 1).sql().schema().fields()) {
                columns.add(field.name() + ":" + field.type().kql());
            }
            return new Verdict(true, "", columns);
        } catch (KqlException e) {
            return new Verdict(false, e.problem().code() + " " + e.message(), List.of());
        } catch (RuntimeException e) {
            return new Verdict(false, "CRASH " + e, List.of());
        }
    }
}
