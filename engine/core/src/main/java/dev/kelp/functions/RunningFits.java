package dev.kelp.functions;

/** What lines leave of the beginnings and ends of a long series, from running sums over its distances from the mean. */
final class RunningFits {
    private final double[] values;
    private final double[] products;
    private final double[] squares;

    RunningFits(double[] series) {
        int size = series.length;
        double mean = SeriesStatisticFunctions.sumOf(series) / size;
        values = new double[size + 1];
        products = new double[size + 1];
        squares = new double[size + 1];
        for (int i = 0; i < size; i++) {
            double value = series[i] - mean;
            values[i + 1] = values[i] + value;
            products[i + 1] = products[i] + i * value;
            squares[i + 1] = squares[i] + value * value;
        }
    }

    /** The place from which on a second line leaves least. */
    int bestSplit() {
        int size = values.length - 1;
        int best = 2;
        double least = Double.POSITIVE_INFINITY;
        for (int split = 2; split <= size - 2; split++) {
            double left = left(0, split) + left(split, size);
            if (left < least) {
                least = left;
                best = split;
            }
        }
        return best;
    }

    private double left(int from, int to) {
        double points = to - from;
        double sum = values[to] - values[from];
        double middle = (from + to - 1) / 2.0;
        double slopes = products[to] - products[from] - middle * sum;
        double spread = points * (points * points - 1) / 12;
        return squares[to] - squares[from] - sum * sum / points - slopes * slopes / spread;
    }
}
