package dev.kelp.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** A source of choices; the same seed and index choose the same on every machine. */
public final class Chance {
    private final SplittableRandom random;

    public Chance(long seed, long index) {
        random = new SplittableRandom(
                new SplittableRandom(seed).nextLong() + 31 * new SplittableRandom(~index).nextLong());
    }

    /** A number from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number from {@code low} to {@code high}, both of them possible. */
    public int from(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    public boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    public <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
