package dev.kelp.types;

/**
 * The five physical forms a KQL value takes between scan and frame, the same in DuckDB, Spark, Arrow and Java functions.
 *
 * <p>One small set for every engine is what makes one Java function serve all of them: boxed {@code Boolean, Integer, Long,
 * Double, String}, null for KQL's null.
 */
public enum Carrier {
    BOOLEAN('b'),
    INTEGER('i'),
    BIGINT('l'),
    DOUBLE('d'),
    VARCHAR('v');

    private final char letter;

    Carrier(char letter) {
        this.letter = letter;
    }

    /** One letter for names of overloads. */
    public char letter() {
        return letter;
    }
}
