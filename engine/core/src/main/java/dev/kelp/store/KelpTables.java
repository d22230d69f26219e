package dev.kelp.store;

/**
 * What Kelp keeps in a catalogue beside the format's own tables, in the same database and the same transactions. Official clients
 * look only for names they know. Each is made when it is first written to, so a table that isn't there is empty.
 */
enum KelpTables {
    /** What is known of data files beyond the format: when their rows came in and count as made (ticks), and their tags. */
    EXTENT(
            "kelp_extent",
            "data_file_id BIGINT PRIMARY KEY, table_id BIGINT, created_ticks BIGINT, ingested_ticks BIGINT, tags VARCHAR");

    private final String table;
    private final String columns;

    KelpTables(String table, String columns) {
        this.table = table;
        this.columns = columns;
    }

    void create(CatalogConnection connection) {
        if (!isThere(connection)) {
            connection.update("CREATE TABLE IF NOT EXISTS " + table + "(" + columns + ")");
        }
    }

    boolean isThere(CatalogConnection connection) {
        return connection.hasTable(table);
    }
}
