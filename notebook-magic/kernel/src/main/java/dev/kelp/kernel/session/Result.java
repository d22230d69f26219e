package dev.kelp.kernel.session;

import dev.kelp.kernel.display.MimeBundle;
import dev.kelp.kernel.display.ResultView;
import dev.kelp.kernel.display.Table;
import dev.kelp.plan.Visualization;
import org.jspecify.annotations.Nullable;

/**
 * One result table as a cell got it.
 *
 * @param visualization what {@code render} asked for, null without it
 * @param nanos how long the query took
 */
public record Result(Table table, @Nullable Visualization visualization, long nanos) {

    /** How the result is shown. */
    public MimeBundle view() {
        return ResultView.of(table, visualization, nanos);
    }
}
