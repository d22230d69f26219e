package dev.kelp.fuzz;

/** An operator of a generated pipeline, with the columns behind it. */
record Step(String text, Columns columns) {

    /** Makes a step on the columns in front of it. */
    interface Maker {
        Step on(Columns columns);
    }

    /** A row of the tables of operators: the more weight, the more often it is taken. */
    record Row(String word, int weight, Maker maker) {}
}
