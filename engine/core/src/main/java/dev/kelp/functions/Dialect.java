package dev.kelp.functions;

/** The SQL dialects a plan is written in. */
public enum Dialect {
    DUCKDB("duckdb"),
    SPARK("spark");

    private final String label;

    Dialect(String label) {
        this.label = label;
    }

    /** The executor's name in options and messages. */
    public String label() {
        return label;
    }
}
