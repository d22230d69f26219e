package dev.kelp.run;

import dev.kelp.functions.JavaBody;
import dev.kelp.sql.JavaFunction;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Carrier;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Makes Java bodies known to a DuckDB, each once, when a query first calls them. */
final class JavaFunctions {
    private final AtomicReference<@Nullable KqlException> refused = new AtomicReference<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    void register(List<JavaFunction> functions, DuckDBConnection connection) throws SQLException {
        for (JavaFunction function : functions) {
            if (!known.contains(function.name())) {
                synchronized (this) {
                    if (!known.contains(function.name())) {
                        register(function, connection);
                        known.add(function.name());
                    }
                }
            }
        }
    }

    private void register(JavaFunction function, DuckDBConnection connection) throws SQLException {
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(function.name());
            for (Carrier parameter : function.parameters()) {
                builder.withParameter(type(parameter));
            }
            builder.withReturnType(type(function.result()));
            if (function.sqlVolatile()) {
                builder.withVolatile();
            }
            Carrier[] parameters = function.parameters().toArray(new Carrier[0]);
            builder.withVectorizedFunction(
                    (reader, output) -> call(function.body(), parameters, function.result(), reader, output));
            builder.register(connection);
        }
    }

    private static DuckDBColumnType type(Carrier carrier) {
        return DuckDBColumnType.valueOf(carrier.name());
    }

    private void call(
            JavaBody body,
            Carrier[] parameters,
            Carrier result,
            DuckDBDataChunkReader reader,
            DuckDBWritableVector output) {
        DuckDBReadableVector[] inputs = new DuckDBReadableVector[parameters.length];
        @Nullable VectorTexts[] texts = new @Nullable VectorTexts[parameters.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = reader.vector(i);
            texts[i] = parameters[i] == Carrier.VARCHAR ? new VectorTexts(inputs[i]) : null;
        }
        @Nullable Object[] arguments = new @Nullable Object[parameters.length];
        int rows = Math.toIntExact(reader.rowCount());
        try {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < inputs.length; i++) {
                    arguments[i] = read(inputs[i], texts[i], parameters[i], row);
                }
                write(output, result, row, body.apply(arguments));
            }
        } catch (KqlException e) {
            refused.set(e);
            throw e;
        }
    }

    /**
     * What a Java body refused last, once; null where none has. DuckDB's driver loses such messages of a query that streams:
     * whoever meets a failure without words asks here.
     */
    @Nullable
    KqlException takeRefusal() {
        return refused.getAndSet(null);
    }

    private static @Nullable Object read(
            DuckDBReadableVector vector, @Nullable VectorTexts texts, Carrier carrier, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        if (texts != null) {
            return texts.at(row);
        }
        return switch (carrier) {
            case BOOLEAN -> vector.getBoolean(row);
            case INTEGER -> vector.getInt(row);
            case BIGINT -> vector.getLong(row);
            case DOUBLE -> vector.getDouble(row);
            case VARCHAR -> throw Problem.BUG.here("texts have a reader of their own");
        };
    }

    private static void write(DuckDBWritableVector vector, Carrier carrier, long row, @Nullable Object value) {
        if (value == null) {
            vector.setNull(row);
            return;
        }
        switch (carrier) {
            case BOOLEAN -> vector.setBoolean(row, (Boolean) value);
            case INTEGER -> vector.setInt(row, ((Number) value).intValue());
            case BIGINT -> vector.setLong(row, ((Number) value).longValue());
            case DOUBLE -> vector.setDouble(row, ((Number) value).doubleValue());
            case VARCHAR -> vector.setString(row, (String) value);
            default -> throw Problem.BUG.here("no carrier " + carrier);
        }
    }
}
