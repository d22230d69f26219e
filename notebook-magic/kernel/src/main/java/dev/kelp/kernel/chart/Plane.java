package dev.kelp.kernel.chart;

/**
 * Where places and values lie in a box.
 *
 * @param across whether values grow to the right and places downwards, as in a bar chart
 */
record Plane(Box box, Range places, Range values, boolean across) {

    double place(double at) {
        double share = places.share(at);
        return across ? box.top() + share * box.height() : box.left() + share * box.width();
    }

    double value(double at) {
        double share = values.share(at);
        return across ? box.left() + share * box.width() : box.bottom() - share * box.height();
    }

    /** Pixels from one category to the next. */
    double slot() {
        return (across ? box.height() : box.width()) / (places.max() - places.min());
    }
}
