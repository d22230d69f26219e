package dev.kelp.functions;

import static dev.kelp.functions.Arg.BOOL;
import static dev.kelp.functions.Arg.DATETIME;
import static dev.kelp.functions.Arg.LONG;
import static dev.kelp.functions.Arg.T;
import static dev.kelp.functions.Arg.TIMESPAN;
import static dev.kelp.functions.Arg.constant;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Fn.window;

import java.util.List;

/** Rows of the functions that look at other rows of a serialized table; the binder turns them into windows (R158 to R160). */
final class WindowFunctions {
    static final List<Fn> ROWS = List.of(
            window("row_number", Result.LONG, opt(LONG), opt(BOOL))
                    .special()
                    .doc("The row's number from a start, 1 unless given, anew where restart is true."),
            window("row_cumsum", Result.LONG, LONG, opt(BOOL))
                    .special()
                    .doc("Sum of the values so far, anew where restart is true."),
            window("row_cumsum", Result.REAL, Arg.REAL, opt(BOOL))
                    .special()
                    .doc("Sum of the values so far, anew where restart is true."),
            window("row_cumsum", Result.TIMESPAN, TIMESPAN, opt(BOOL))
                    .special()
                    .doc("Sum of the values so far, anew where restart is true."),
            window("row_rank_min", Result.LONG, Arg.SCALAR, opt(BOOL))
                    .special()
                    .doc("The number of the first row with the same value, anew where restart is true."),
            window("row_rank_dense", Result.LONG, Arg.SCALAR, opt(BOOL))
                    .special()
                    .doc("How many values there were so far, anew where restart is true."),
            window("row_rank", Result.LONG, Arg.SCALAR, opt(constant(BOOL)))
                    .special()
                    .doc("row_rank_dense, or row_rank_min where told that it isn't dense."),
            window("row_window_session", Result.DATETIME, DATETIME, TIMESPAN, TIMESPAN, opt(BOOL))
                    .special()
                    .doc("When the row's session began: a session ends by its age, a gap or where restart is true."),
            window("prev", Result.T, T, opt(constant(LONG)), opt(constant(T)))
                    .special()
                    .doc("The value so many rows before, or the default."),
            window("next", Result.T, T, opt(constant(LONG)), opt(constant(T)))
                    .special()
                    .doc("The value so many rows after, or the default."));

    private WindowFunctions() {}
}
