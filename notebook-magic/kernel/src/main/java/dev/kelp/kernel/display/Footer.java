package dev.kelp.kernel.display;

/** The line under a table. */
final class Footer {
    private Footer() {}

    /** {@code 336,776 rows, the first 50 shown, 120 ms}. */
    static String of(long count, int shown, long nanos) {
        return CellText.rows(count)
                + (shown < count ? ", the first " + shown + " shown" : "")
                + ", "
                + CellText.duration(nanos);
    }
}
