package dev.kelp.kernel.cell;

import dev.kelp.kernel.execute.CellFailure;
import dev.kelp.kernel.execute.CellOutput;

/** A language that cells are written in. What only some can do has a default that does nothing. */
public interface CellLanguage {

    /** Runs the body of a cell; it is not blank. */
    void run(String body, CellOutput output) throws CellFailure;

    /** What may stand at a place; called while cells run. */
    default Completions complete(String body, int cursor) {
        return Completions.none(cursor);
    }

    /** What is known of the name at a place, empty where nothing is; called while cells run. */
    default String inspect(String body, int cursor) {
        return "";
    }

    /** Whether a console should send the text or ask for another line. */
    default Completeness completeness(String body) {
        return Completeness.COMPLETE;
    }

    enum Completeness {
        COMPLETE,
        INCOMPLETE,
        INVALID
    }
}
