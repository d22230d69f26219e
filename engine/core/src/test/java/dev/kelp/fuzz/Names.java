package dev.kelp.fuzz;

/** New names within one query. */
final class Names {
    private int last;

    String fresh(String base) {
        return base + ++last;
    }
}
