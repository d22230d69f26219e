package dev.kelp.functions;

import static dev.kelp.functions.Arg.BOOL;
import static dev.kelp.functions.Arg.DYNAMIC;
import static dev.kelp.functions.Arg.opt;
import static dev.kelp.functions.Fn.scalar;
import static dev.kelp.functions.SeriesStatisticFunctions.numbers;
import static dev.kelp.functions.SeriesStatisticFunctions.sumOf;

import dev.kelp.types.Field;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the linear filters and the Fourier transform. */
final class SeriesFilterFunctions {
    static final List<Fn> ROWS = List.of(
            scalar("series_fir", Result.DYNAMIC, DYNAMIC, DYNAMIC, opt(BOOL), opt(BOOL))
                    .keepsName()
                    .java(SeriesFilterFunctions::fir)
                    .doc(
                            "A series through a filter of finite response, normalized unless a coefficient is negative or told not"
                                    + " to, over the elements before each, or, centred, on both sides."),
            scalar("series_iir", Result.DYNAMIC, DYNAMIC, DYNAMIC, DYNAMIC)
                    .keepsName()
                    .java(SeriesFilterFunctions::iir)
                    .doc("A series through a recursive filter of numerators and denominators."),
            fourier("series_fft", false),
            fourier("series_ifft", true));

    private SeriesFilterFunctions() {}

    private static Fn fourier(String name, boolean inverse) {
        return scalar(name, Result.DYNAMIC, DYNAMIC, opt(DYNAMIC))
                .columns(new Field("real", KqlType.DYNAMIC), new Field("imag", KqlType.DYNAMIC))
                .java((String real, String imaginary) -> transform(real, imaginary, inverse))
                .doc("Columns of the real and the imaginary part of a series' " + (inverse ? "inverse " : "")
                        + "Fourier transform.");
    }

    private static @Nullable String transform(String realSeries, @Nullable String imaginarySeries, boolean inverse) {
        double[] real = numbers(realSeries);
        double[] imaginary =
                imaginarySeries == null ? new double[real == null ? 0 : real.length] : numbers(imaginarySeries);
        if (real == null || imaginary == null || real.length != imaginary.length) {
            return null;
        }
        FourierTransform transform = FourierTransform.of(real, imaginary, inverse);
        return Json.array(List.of(write(transform.real()), write(transform.imaginary())));
    }

    private static String write(double[] values) {
        return SeriesStatisticFunctions.json(values).write();
    }

    private static @Nullable String fir(
            String series, String filter, @Nullable Boolean normalize, @Nullable Boolean centre) {
        double[] values = numbers(series);
        double[] weights = numbers(filter);
        if (values == null || weights == null || weights.length == 0) {
            return null;
        }
        boolean negative = Arrays.stream(weights).anyMatch(weight -> weight < 0);
        boolean scaled = normalize == null ? !negative : normalize;
        if (scaled && negative) {
            return null;
        }
        double scale = scaled ? sumOf(weights) : 1;
        int ahead = centre != null && centre ? weights.length / 2 : 0;
        double[] filtered = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int k = 0; k < weights.length; k++) {
                int from = i - k + ahead;
                filtered[i] += from >= 0 && from < values.length ? weights[k] / scale * values[from] : 0;
            }
        }
        return write(filtered);
    }

    private static @Nullable String iir(String series, String numerators, String denominators) {
        double[] x = numbers(series);
        double[] b = numbers(numerators);
        double[] a = numbers(denominators);
        if (x == null || a == null || b == null || a.length == 0 || a[0] == 0) {
            return null;
        }
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double sum = 0;
            for (int k = 0; k < b.length && k <= i; k++) {
                sum += b[k] * x[i - k];
            }
            for (int k = 1; k < a.length && k <= i; k++) {
                sum -= a[k] * y[i - k];
            }
            y[i] = sum / a[0];
        }
        return write(y);
    }
}
