package dev.kelp.plan;

import dev.kelp.types.KqlType;

/**
 * A column of a plan. The id is unique in a plan and is what SQL calls it ({@code c7}); two columns with one name, or names that
 * differ only in case, can never be taken for each other.
 */
public record Column(int id, String name, KqlType type) {

    /** The name in SQL; negative ids are for what only the SQL needs. */
    public String sql() {
        return id < 0 ? "l" + -id : "c" + id;
    }
}
