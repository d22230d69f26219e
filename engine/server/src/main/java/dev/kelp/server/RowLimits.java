package dev.kelp.server;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;

/**
 * When the rows of an answer are cut short.
 *
 * @param records more rows than this in a table are a partial failure
 * @param bytes more JSON than this over all tables is a partial failure
 * @param take rows after this many are left out in silence, as {@code query_take_max_records} asks
 */
record RowLimits(long records, long bytes, long take) {
    static final RowLimits NONE = new RowLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    static final RowLimits USUAL = new RowLimits(500_000, 64L << 20, Long.MAX_VALUE);

    /** The failure of an answer that has more rows than it may. */
    KqlException tooManyRecords() {
        return tooBig("more than " + records + " rows");
    }

    /** The failure of an answer that takes more room than it may. */
    KqlException tooManyBytes() {
        return tooBig("more than " + bytes + " bytes");
    }

    private static KqlException tooBig(String what) {
        return Problem.LIMITS
                .here("The result has " + what
                        + " (80DA0003, E_QUERY_RESULT_SET_TOO_LARGE); the rows up to there were sent.")
                .hint("Aggregate or take fewer rows, or set the option notruncation.");
    }
}
