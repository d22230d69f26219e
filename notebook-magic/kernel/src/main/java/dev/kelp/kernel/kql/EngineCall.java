package dev.kelp.kernel.kql;

import dev.kelp.kernel.execute.CellFailure;
import dev.kelp.kernel.execute.CellOutput;
import dev.kelp.kernel.session.Result;
import dev.kelp.run.Cancellation;
import dev.kelp.run.Progress;
import dev.kelp.text.KqlException;
import java.util.List;

/** A call of the engine on behalf of a cell: with its progress shown, and cancelled when the cell is interrupted. */
public final class EngineCall {
    private EngineCall() {}

    /** What is asked. */
    @FunctionalInterface
    public interface Question {
        List<Result> ask(Progress progress, Cancellation cancellation);
    }

    public static List<Result> of(CellOutput output, Question question) throws CellFailure {
        Cancellation cancellation = new Cancellation();
        output.onInterrupt(cancellation::cancel);
        try (ProgressDisplay progress = new ProgressDisplay(output)) {
            return question.ask(progress, cancellation);
        } catch (KqlException e) {
            throw KqlFailure.of(e);
        }
    }
}
