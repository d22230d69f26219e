package dev.kelp;

import dev.kelp.plan.Visualization;
import dev.kelp.run.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result tables of a request, one per tabular statement, in order. Closing it frees every frame. */
public record Answer(List<ResultTable> tables) implements AutoCloseable {

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
