package dev.kelp.spark;

import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Where a table is, and in which form it is to be seen. As an identifier: folder and database (and what KQL on Spark needs) before the
 * name.
 *
 * @param conditions those of a KQL scan, as {@link PredicateText} writes them. They are part of the name because within a query Spark
 *     takes two mentions of a table for the same whatever their options say.
 */
record TablePlace(String path, String database, String table, ValueForm form, String conditions) {
    private static final String DEFAULT_DATABASE = "main";

    static TablePlace of(CaseInsensitiveStringMap options) {
        return new TablePlace(
                KelpOptions.path(options),
                options.getOrDefault(KelpOptions.DATABASE, DEFAULT_DATABASE),
                KelpOptions.table(options),
                KelpOptions.form(options),
                "");
    }

    /** The place that an identifier of the catalogue of paths means. */
    static TablePlace ofPath(Identifier identifier) {
        String[] names = identifier.namespace();
        if (names.length < 2) {
            throw dev.kelp.text.Problem.SEMANTIC
                    .here("The catalogue " + KelpDataSource.PATH_CATALOG
                            + " knows tables by folder, database and name only.")
                    .hint("For tables by name: spark.sql.catalog.kelp = " + KelpCatalog.class.getName()
                            + " and spark.sql.catalog.kelp.path = the folder.");
        }
        return new TablePlace(
                names[0],
                names[1],
                identifier.name(),
                names.length > 2 ? ValueForm.named(names[2]) : ValueForm.SPARK,
                names.length > 3 ? names[3] : "");
    }

    /** The place of a table in a catalogue of one folder: {@code table} or {@code database.table}. */
    static TablePlace in(String path, Identifier identifier) {
        String[] names = identifier.namespace();
        return new TablePlace(
                path, names.length == 0 ? DEFAULT_DATABASE : names[0], identifier.name(), ValueForm.SPARK, "");
    }

    Identifier identifier() {
        return Identifier.of(
                form == ValueForm.SPARK ? new String[] {path, database} : new String[] {path, database, form.name()},
                table);
    }
}
