package dev.kelp.spark;

import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * What a read or a write was asked for, in one place. A session's {@code spark.datasource.kelp.NAME} stands in where an option is
 * not given.
 *
 * <table>
 * <tr><th>option</th><th>meaning</th><th>default</th></tr>
 * <tr><td>path</td><td>folder of the tables, also as {@code file:} address</td><td>required</td></tr>
 * <tr><td>table</td><td>name of the table</td><td>required</td></tr>
 * <tr><td>database</td><td>name of its database</td><td>the default database</td></tr>
 * <tr><td>snapshot</td><td>read the tables as the commit of this number left them</td><td>as they are when a query is planned</td></tr>
 * <tr><td>timestamp</td><td>read the tables as they were at this time</td><td>the same</td></tr>
 * <tr><td>taskBytes</td><td>bytes of extents that one task reads, about</td><td>134217728, less where tasks would be too few</td></tr>
 * <tr><td>batchRows</td><td>rows handed to Spark at a time</td><td>16384</td></tr>
 * <tr><td>extentRows</td><td>rows after which a writing task begins a new extent</td><td>1048576</td></tr>
 * <tr><td>types</td><td>{@code spark}, or {@code kql} for the values as KQL on Spark computes with them: datetime and timespan as
 * ticks of 100 ns, decimal as text</td><td>spark</td></tr>
 * </table>
 */
record KelpOptions(ValueForm form, long taskBytes, int batchRows, long extentRows) {
    static final String PATH = "path";
    static final String TABLE = "table";
    static final String DATABASE = "database";
    static final String SNAPSHOT = "snapshot";
    static final String TIMESTAMP = "timestamp";
    private static final String TASK_BYTES = "taskBytes";
    private static final String BATCH_ROWS = "batchRows";
    private static final String EXTENT_ROWS = "extentRows";
    private static final String TYPES = "types";

    /** What one query was asked for. */
    static KelpOptions of(ValueForm form, CaseInsensitiveStringMap options) {
        return new KelpOptions(
                form,
                number(options, TASK_BYTES, 128L << 20),
                (int) Math.min(number(options, BATCH_ROWS, 16_384), 1 << 20),
                number(options, EXTENT_ROWS, 1L << 20));
    }

    static ValueForm form(CaseInsensitiveStringMap options) {
        return ValueForm.named(options.getOrDefault(TYPES, "spark"));
    }

    /** The folder of the {@code path} option. */
    static String path(CaseInsensitiveStringMap options) {
        return folder(required(options, PATH)).toString();
    }

    static String table(CaseInsensitiveStringMap options) {
        return required(options, TABLE);
    }

    static Path folder(String path) {
        String plain = path.toLowerCase(Locale.ROOT).startsWith("file:")
                ? path.substring("file:".length()).replaceFirst("^//(?=/)", "")
                : path;
        return Path.of(plain).toAbsolutePath().normalize();
    }

    private static String required(CaseInsensitiveStringMap options, String name) {
        String value = options.get(name);
        if (value == null || value.isEmpty()) {
            throw Problem.SEMANTIC
                    .here("The option '" + name + "' is missing.")
                    .hint(
                            "For example: spark.read().format(\"kelp\").option(\"path\", \"data\").option(\"table\", \"flights\").load()");
        }
        return value;
    }

    private static long number(CaseInsensitiveStringMap options, String name, long otherwise) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw Problem.SEMANTIC.here(
                    "The option '" + name + "' must be a whole number above 0, not '" + text + "'.");
        }
        return Long.parseLong(text);
    }
}
