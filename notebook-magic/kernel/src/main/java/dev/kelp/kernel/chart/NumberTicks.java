package dev.kelp.kernel.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers over a range. */
final class NumberTicks {
    private NumberTicks() {}

    /** The step of 1, 2 or 5 times a power of ten that gives at most {@code most} ticks. */
    static double step(double min, double max, int most) {
        double raw = (max - min) / Math.max(1, most);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= raw * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    static List<Tick> linear(double min, double max, int most) {
        double step = step(min, max, most);
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++) {
            ticks.add(new Tick(i * step, label(i * step, step, Math.max(Math.abs(min), Math.abs(max)))));
        }
        return ticks;
    }

    /** Powers of ten. */
    static List<Tick> logarithmic(double min, double max) {
        List<Tick> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
            double value = Math.pow(10, power);
            if (value >= min * 0.999 && value <= max * 1.001) {
                ticks.add(new Tick(value, label(value, value, value)));
            }
        }
        return ticks;
    }

    private static String label(double value, double step, double largest) {
        double clean = value == 0 ? 0 : value;
        if (largest >= 1e15 || largest < 1e-5) {
            return String.format(Locale.ROOT, "%.3g", clean);
        }
        double unit = largest >= 1e10 ? 1e9 : largest >= 1e7 ? 1e6 : 1;
        String suffix = unit == 1e9 ? " G" : unit == 1e6 ? " M" : "";
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step / unit) - 1e-9));
        return String.format(Locale.ROOT, "%,." + digits + "f%s", clean / unit, suffix);
    }
}
