package dev.kelp.plan;

/** A column that rows are ordered by. NaN goes with the nulls (R129). */
public record SortKey(Column column, boolean descending, boolean nullsFirst) {}
