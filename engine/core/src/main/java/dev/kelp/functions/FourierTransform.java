package dev.kelp.functions;

/**
 * A discrete Fourier transform of any length: halved as long as the length is even; an odd length is summed up where it is short,
 * and else turned into transforms of a power of two, as Bluestein found.
 *
 * @param real the real parts
 * @param imaginary the imaginary parts, as many
 */
record FourierTransform(double[] real, double[] imaginary) {
    /** Above it summing up costs more. */
    private static final int SHORT = 255;

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
        if (size % 2 == 0) {
            return halves(real, imaginary, sign);
        }
        return size <= SHORT ? sums(real, imaginary, sign) : convolved(real, imaginary, sign);
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

    private static FourierTransform convolved(double[] real, double[] imaginary, int sign) {
        int size = real.length;
        int padded = Integer.highestOneBit(size) * 4;
        double[] cosines = new double[size];
        double[] sines = new double[size];
        for (int i = 0; i < size; i++) {
            double angle = sign * Math.PI * ((long) i * i % (2L * size)) / size;
            cosines[i] = Math.cos(angle);
            sines[i] = Math.sin(angle);
        }
        double[] leftReal = new double[padded];
        double[] leftImaginary = new double[padded];
        double[] rightReal = new double[padded];
        double[] rightImaginary = new double[padded];
        for (int i = 0; i < size; i++) {
            leftReal[i] = real[i] * cosines[i] - imaginary[i] * sines[i];
            leftImaginary[i] = imaginary[i] * cosines[i] + real[i] * sines[i];
            int mirrored = (padded - i) % padded;
            rightReal[i] = rightReal[mirrored] = cosines[i];
            rightImaginary[i] = rightImaginary[mirrored] = -sines[i];
        }
        FourierTransform left = of(leftReal, leftImaginary, false);
        FourierTransform right = of(rightReal, rightImaginary, false);
        for (int i = 0; i < padded; i++) {
            leftReal[i] = left.real[i] * right.real[i] - left.imaginary[i] * right.imaginary[i];
            leftImaginary[i] = left.real[i] * right.imaginary[i] + left.imaginary[i] * right.real[i];
        }
        FourierTransform product = of(leftReal, leftImaginary, true);
        double[] outReal = new double[size];
        double[] outImaginary = new double[size];
        for (int i = 0; i < size; i++) {
            outReal[i] = product.real[i] * cosines[i] - product.imaginary[i] * sines[i];
            outImaginary[i] = product.imaginary[i] * cosines[i] + product.real[i] * sines[i];
        }
        return new FourierTransform(outReal, outImaginary);
    }
}
