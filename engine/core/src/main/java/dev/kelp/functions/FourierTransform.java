package dev.kelp.functions;

/**
 * A discrete Fourier transform of any length: halved as long as the length is even, summed up where it is odd.
 *
 * @param real the real parts
 * @param imaginary the imaginary parts, as many
 */
record FourierTransform(double[] real, double[] imaginary) {

    /** The transform, or its inverse, which divides by the length. */
    static FourierTransform of(double[] real, double[] imaginary, boolean inverse) {
        FourierTransform result = transform(real, imaginary, inverse ? 1 : -1);
        if (inverse) {
            for (int i = 0; i < real.length; i++) {
                result.real[i] /= real.length;
                result.imaginary[i] /= real.length;
            }
        }
        return result;
    }

    private static FourierTransform transform(double[] real, double[] imaginary, int sign) {
        int size = real.length;
        if (size <= 1) {
            return new FourierTransform(real.clone(), imaginary.clone());
        }
        return size % 2 == 0 ? halves(real, imaginary, sign) : sums(real, imaginary, sign);
    }

    private static FourierTransform halves(double[] real, double[] imaginary, int sign) {
        int half = real.length / 2;
        FourierTransform even = transform(every(real, 0), every(imaginary, 0), sign);
        FourierTransform odd = transform(every(real, 1), every(imaginary, 1), sign);
        double[] outReal = new double[real.length];
        double[] outImaginary = new double[real.length];
        for (int k = 0; k < half; k++) {
            double angle = sign * Math.PI * k / half;
            double turnedReal = Math.cos(angle) * odd.real[k] - Math.sin(angle) * odd.imaginary[k];
            double turnedImaginary = Math.cos(angle) * odd.imaginary[k] + Math.sin(angle) * odd.real[k];
            outReal[k] = even.real[k] + turnedReal;
            outImaginary[k] = even.imaginary[k] + turnedImaginary;
            outReal[k + half] = even.real[k] - turnedReal;
            outImaginary[k + half] = even.imaginary[k] - turnedImaginary;
        }
        return new FourierTransform(outReal, outImaginary);
    }

    private static double[] every(double[] values, int first) {
        double[] second = new double[values.length / 2];
        for (int i = 0; i < second.length; i++) {
            second[i] = values[2 * i + first];
        }
        return second;
    }

    private static FourierTransform sums(double[] real, double[] imaginary, int sign) {
        int size = real.length;
        double[] outReal = new double[size];
        double[] outImaginary = new double[size];
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < size; i++) {
                double angle = sign * 2 * Math.PI * ((long) k * i % size) / size;
                outReal[k] += Math.cos(angle) * real[i] - Math.sin(angle) * imaginary[i];
                outImaginary[k] += Math.cos(angle) * imaginary[i] + Math.sin(angle) * real[i];
            }
        }
        return new FourierTransform(outReal, outImaginary);
    }
}
