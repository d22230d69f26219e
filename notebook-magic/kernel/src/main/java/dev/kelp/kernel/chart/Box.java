package dev.kelp.kernel.chart;

/** A rectangle by its edges; y grows downwards. */
record Box(double left, double top, double right, double bottom) {
    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }
}
