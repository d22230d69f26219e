package dev.kelp.store;

import java.util.Map;
import java.util.regex.Pattern;

/** What differs between the databases that hold catalogues; all other SQL of the store is the same on both. */
enum CatalogDialect {
    /**
     * Official clients read the types of columns back from the declared ones, and know two words on SQLite: flags are 0 and 1 in
     * a BIGINT, points in time and UUIDs text.
     */
    SQLITE(
            Map.of("BOOLEAN", "BIGINT", "UUID", "VARCHAR", "TIMESTAMPTZ", "VARCHAR", "BYTEA", "BLOB"),
            "BEGIN",
            "BEGIN IMMEDIATE",
            "",
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?",
            "SELECT name FROM pragma_table_info(?) ORDER BY cid"),
    POSTGRES(
            Map.of(),
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            // A writer that waited for another one must see what that one did.
            "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
            // The key that official clients take where the server commits for them; those that don't meet us at the
            // snapshot's.
            "SELECT pg_advisory_xact_lock(1145848659, oid::int) FROM pg_catalog.pg_namespace WHERE nspname = current_schema()",
            "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = ?",
            "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ?"
                    + " ORDER BY ordinal_position");

    private static final Pattern WORD = Pattern.compile("\\b[A-Z]+\\b");

    private final Map<String, String> types;
    private final String beginRead;
    private final String beginWrite;
    private final String lockWriters;
    private final String hasTable;
    private final String columns;

    CatalogDialect(
            Map<String, String> types,
            String beginRead,
            String beginWrite,
            String lockWriters,
            String hasTable,
            String columns) {
        this.types = types;
        this.beginRead = beginRead;
        this.beginWrite = beginWrite;
        this.lockWriters = lockWriters;
        this.hasTable = hasTable;
        this.columns = columns;
    }

    /** A definition written with PostgreSQL's types, in capitals, with the types of this database. */
    String definition(String postgres) {
        return WORD.matcher(postgres).replaceAll(word -> types.getOrDefault(word.group(), word.group()));
    }

    /** Begins reads that all see one state. */
    String beginRead() {
        return beginRead;
    }

    /** Begins a transaction that writes; on SQLite it is the only one from here on. */
    String beginWrite() {
        return beginWrite;
    }

    /** A query that waits, after the beginning, until it is the only one; empty where the beginning did so. */
    String lockWriters() {
        return lockWriters;
    }

    /** A query with a row where there is a table of the name given. */
    String hasTable() {
        return hasTable;
    }

    /** SQL of the whole number in a text, null where there is none. */
    String whole(String text) {
        return "CASE WHEN " + text + (this == POSTGRES ? " ~ '^-?[0-9]{1,18}$'" : " NOT GLOB '*[^-0-9]*'")
                + " THEN CAST(" + text + " AS BIGINT) END";
    }

    /** SQL of a text that is compared by its bytes. */
    String bytewise(String text) {
        return this == POSTGRES ? text + " COLLATE \"C\"" : text;
    }

    /** A query for the names of the columns of the table given, in their order. */
    String columns() {
        return columns;
    }
}
