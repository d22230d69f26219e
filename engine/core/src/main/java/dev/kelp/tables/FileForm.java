package dev.kelp.tables;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * How columns are found in a data file, or in rows inside the catalogue, that others wrote or that were written before a change.
 *
 * @param names what the columns are called in a file without ids, by column id; empty for a file with ids
 * @param values what rows of such a file hold in columns that stand in its path, as text of the stored type and none for null, by
 *     column id
 * @param shapes how values with fields are stored whose fields were called otherwise then, by column id
 */
public record FileForm(Map<Long, String> names, Map<Long, List<String>> values, Map<Long, Shape> shapes)
        implements Serializable {
    /** By their ids, and as they are now. */
    public static final FileForm PLAIN = new FileForm(Map.of(), Map.of(), Map.of());

    /**
     * @param type DuckDB's type of the values in the file
     * @param sql the same values with the fields' present names, with {@code {0}} for the stored one
     */
    public record Shape(String type, String sql) implements Serializable {}

    public FileForm {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
        shapes = Map.copyOf(shapes);
    }

    public static FileForm named(Map<Long, String> names, Map<Long, List<String>> values) {
        return new FileForm(names, values, Map.of());
    }

    public static FileForm shaped(Map<Long, Shape> shapes) {
        return shapes.isEmpty() ? PLAIN : new FileForm(Map.of(), Map.of(), shapes);
    }

    /** Whether columns must be looked up by names, of which some may be in the path. */
    public boolean isNamed() {
        return !names.isEmpty() || !values.isEmpty();
    }

    public boolean isPlain() {
        return equals(PLAIN);
    }
}
