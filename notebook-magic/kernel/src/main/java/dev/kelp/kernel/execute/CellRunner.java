package dev.kelp.kernel.execute;

import dev.kelp.kernel.display.MimeBundle;

/** Runs the text of cells. */
public interface CellRunner {

    /** Runs a cell to its end. */
    void run(String code, CellOutput output) throws CellFailure;

    /** The value of one expression, for a client's {@code user_expressions}. */
    MimeBundle evaluate(String expression, CellOutput output) throws CellFailure;
}
