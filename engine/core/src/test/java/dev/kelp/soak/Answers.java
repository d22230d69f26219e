package dev.kelp.soak;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Frame;

/** Answers of one cell. */
final class Answers {
    private Answers() {}

    /** The first cell of the first row, as text; empty where there is no row. */
    static String cell(Engine engine, String text) {
        return cell(engine.execute(Request.of(text)));
    }

    /** The same of a query in DuckDB's own SQL. */
    static String sqlCell(Engine engine, String text) {
        return cell(engine.sql(Request.of(text)));
    }

    private static String cell(Answer open) {
        try (Answer answer = open) {
            Frame frame = answer.primary().frame();
            while (frame.next()) {
                if (frame.batch().getRowCount() > 0) {
                    return String.valueOf(frame.value(0, 0));
                }
            }
            return "";
        }
    }

    /** Reads all of it and answers the number of its rows. */
    static long rows(Engine engine, Request request) {
        try (Answer answer = engine.execute(request)) {
            Frame frame = answer.primary().frame();
            long rows = 0;
            while (frame.next()) {
                rows += frame.batch().getRowCount();
            }
            return rows;
        }
    }
}
