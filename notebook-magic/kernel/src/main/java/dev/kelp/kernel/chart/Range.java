package dev.kelp.kernel.chart;

import dev.kelp.kernel.chart.Chart.Axis;
import dev.kelp.kernel.chart.Chart.Scale;

/** What an axis spans, and where a value lies on it. */
record Range(double min, double max, boolean logarithmic) {

    /** The range of an axis over data, with the bounds the axis sets; never empty. */
    static Range of(Axis axis, double dataMin, double dataMax) {
        boolean log = axis.scale() == Scale.LOG && dataMax > 0;
        double low = log && dataMin <= 0 ? Math.min(1, dataMax) : dataMin;
        Double axisMin = axis.min();
        Double axisMax = axis.max();
        double min = axisMin == null ? low : axisMin;
        double max = axisMax == null ? dataMax : axisMax;
        if (!(max > min)) {
            double half = min == 0 ? 1 : Math.abs(min) * 0.5;
            return new Range(log ? min / 2 : min - half, min + half, log);
        }
        return new Range(min, max, log);
    }

    /** Widened to whole ticks, for an axis of values. */
    Range rounded(int ticks) {
        if (logarithmic) {
            return new Range(Math.pow(10, Math.floor(Math.log10(min))), Math.pow(10, Math.ceil(Math.log10(max))), true);
        }
        double step = NumberTicks.step(min, max, ticks);
        return new Range(Math.floor(min / step + 1e-9) * step, Math.ceil(max / step - 1e-9) * step, false);
    }

    /** From 0 at the minimum to 1 at the maximum. */
    double share(double value) {
        if (logarithmic) {
            return Math.log(Math.max(value, min) / min) / Math.log(max / min);
        }
        return (value - min) / (max - min);
    }
}
