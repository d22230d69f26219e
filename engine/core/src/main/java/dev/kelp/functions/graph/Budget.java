package dev.kelp.functions.graph;

import dev.kelp.text.Problem;

/** How far a search may go: patterns can have more matches than any memory holds. */
final class Budget {
    static final int MOST_MATCHES = 1_000_000;

    /** As deep as a search goes down one path, whose steps are calls on the thread's stack. */
    static final int LONGEST_PATH = 1_500;

    private static final long MOST_STEPS = 300_000_000L;
    private static final int BETWEEN_LOOKS = (1 << 16) - 1;

    private long steps;
    private int matches;

    /** One more edge was tried. */
    void step() {
        steps++;
        if ((steps & BETWEEN_LOOKS) == 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw Problem.CANCELLED.here();
            }
            if (steps > MOST_STEPS) {
                throw Problem.LIMITS
                        .here("The pattern has more paths than can be walked: " + MOST_STEPS + " edges were tried.")
                        .hint("Set narrower bounds for its lengths, or more conditions on its nodes and edges.");
            }
        }
    }

    void match() {
        if (++matches > MOST_MATCHES) {
            throw Problem.LIMITS
                    .here("The pattern has more than " + MOST_MATCHES + " matches.")
                    .hint("Set narrower bounds for its lengths, or more conditions on its nodes and edges.");
        }
    }

    void depth(int length) {
        if (length > LONGEST_PATH) {
            throw Problem.LIMITS.here("A path of this pattern is longer than " + LONGEST_PATH + " edges.");
        }
    }
}
