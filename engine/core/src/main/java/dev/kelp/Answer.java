package dev.kelp;

import dev.kelp.plan.Visualization;
import dev.kelp.run.Frame;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result tables of a request, one per tabular statement, in order. Closing it frees every frame.
 *
 * @param options what the text's {@code set} statements asked for, by lower-case name; whoever sends the rows on acts on them
 */
public record Answer(List<ResultTable> tables, Map<String, String> options) implements AutoCloseable {

    /**
     * One result table.
     *
     * @param name {@code PrimaryResult}, or the name given by {@code as}
     * @param visualization what {@code render} asked for, null without it
     */
    public record ResultTable(
            String name, Frame frame, @Nullable Visualization visualization) {}

    public Answer {
        tables = List.copyOf(tables);
        options = Map.copyOf(options);
    }

    public Answer(List<ResultTable> tables) {
        this(tables, Map.of());
    }

    /** The first table, the one most callers want. */
    public ResultTable primary() {
        return tables.get(0);
    }

    @Override
    public void close() {
        for (ResultTable table : tables) {
            table.frame().close();
        }
    }
}
