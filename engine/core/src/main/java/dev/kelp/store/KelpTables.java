package dev.kelp.store;

import java.util.List;

/**
 * What Kelp keeps in a catalogue beside the format's own tables, in the same database and so in the same transactions. Official
 * clients look only for names they know. Each is made when it is first written to, so a table that isn't there is empty.
 *
 * <p>Definitions are written with PostgreSQL's types; there are no foreign keys to tables of the format.
 */
enum KelpTables {
    /** The layout of these tables; a catalogue that has it was made by Kelp. */
    META("kelp_meta", "key VARCHAR PRIMARY KEY, value VARCHAR"),

    /**
     * What Kelp alone knows of tables (column 0) and columns; official clients refuse catalogues with column tags other than
     * comments. Needs no snapshots: ids are never used again, and what is said of one never changes its meaning.
     */
    TAG(
            "kelp_tag",
            "table_id BIGINT, column_id BIGINT, key VARCHAR, value VARCHAR, PRIMARY KEY(table_id, column_id, key)"),

    /** What is known of data files beyond the format: when their rows came in and count as made (ticks), and their tags. */
    EXTENT(
            "kelp_extent",
            "data_file_id BIGINT PRIMARY KEY, table_id BIGINT, created_ticks BIGINT, ingested_ticks BIGINT, tags VARCHAR"),

    /** Ingestion mappings as Kusto's JSON, of tables and schemas by their ids, which the format counts together. */
    MAPPING(
            "kelp_mapping",
            "object_id BIGINT, kind VARCHAR, name VARCHAR, mapping VARCHAR, updated_ticks BIGINT,"
                    + " PRIMARY KEY(object_id, kind, name)"),

    /** Policies as Kusto's JSON, of tables and schemas by their ids. */
    POLICY("kelp_policy", "object_id BIGINT, policy VARCHAR, content VARCHAR, PRIMARY KEY(object_id, policy)"),

    /** Commands that run in the background, and ingestions that failed: what was asked, by whom, and what became of it. */
    OPERATION(
            "kelp_operation",
            "operation_id VARCHAR PRIMARY KEY, kind VARCHAR, database_name VARCHAR, table_name VARCHAR, started_ticks BIGINT,"
                    + " updated_ticks BIGINT, state VARCHAR, status VARCHAR, owner VARCHAR, cancelled VARCHAR, source VARCHAR,"
                    + " error_code VARCHAR, properties VARCHAR, details VARCHAR"),

    /** The purges that were asked for, and what became of them. */
    PURGE(
            "kelp_purge",
            "operation_id VARCHAR PRIMARY KEY, database_name VARCHAR, table_name VARCHAR, started_ticks BIGINT,"
                    + " updated_ticks BIGINT, state VARCHAR, details VARCHAR"),

    /** The commits of the last days by names of their own: tells whether a commit was done whose answer was lost. */
    BATCH("kelp_batch", "batch_id VARCHAR PRIMARY KEY, snapshot_id BIGINT, committed_at TIMESTAMPTZ"),

    /** What one of several processes does at a time, who does it, and until when (ticks) without saying so again. */
    LEASE("kelp_lease", "name VARCHAR PRIMARY KEY, owner VARCHAR, until BIGINT");

    private static final List<String> INDEXES = List.of("kelp_extent_table ON kelp_extent(table_id)");

    private final String table;
    private final String columns;

    KelpTables(String table, String columns) {
        this.table = table;
        this.columns = columns;
    }

    String table() {
        return table;
    }

    /** Makes the table where it is missing; inside a write. */
    void create(CatalogConnection connection) {
        if (isThere(connection)) {
            return;
        }
        connection.define("CREATE TABLE IF NOT EXISTS " + table + "(" + columns + ")");
        for (String index : INDEXES) {
            if (index.contains(" ON " + table + "(")) {
                connection.define("CREATE INDEX IF NOT EXISTS " + index);
            }
        }
    }

    boolean isThere(CatalogConnection connection) {
        return connection.hasTable(table);
    }
}
