package dev.kelp.store;

import java.sql.SQLException;
import java.util.List;

/** Makes a catalogue of format 1.1 of one that Kelp made: what is known of the newer layout, done as its migration does it. */
public final class NewerLayout {
    private static final List<String> ADDED = List.of(
            "ALTER TABLE ducklake_data_file ADD COLUMN row_group_count BIGINT",
            "ALTER TABLE ducklake_delete_file ADD COLUMN row_group_count BIGINT",
            "ALTER TABLE ducklake_file_column_stats ADD COLUMN min_is_exact BOOLEAN",
            "ALTER TABLE ducklake_file_column_stats ADD COLUMN max_is_exact BOOLEAN",
            "ALTER TABLE ducklake_table_column_stats ADD COLUMN min_is_exact BOOLEAN",
            "ALTER TABLE ducklake_table_column_stats ADD COLUMN max_is_exact BOOLEAN",
            "ALTER TABLE ducklake_schema ADD COLUMN parent_schema_id BIGINT",
            "CREATE TABLE ducklake_view_column_tag(view_id BIGINT, column_name VARCHAR, begin_snapshot BIGINT,"
                    + " end_snapshot BIGINT, key VARCHAR, value VARCHAR)",
            "UPDATE ducklake_metadata SET value = '1.1' WHERE key = 'version' AND scope IS NULL");

    private NewerLayout() {}

    /** The same place, with a new catalogue of the newer layout. */
    public static CatalogPlace at(CatalogPlace place) {
        Store.open(place).close();
        CatalogSource source = place.source();
        try (CatalogConnection connection = new CatalogConnection(source.connect(), source.dialect())) {
            boolean migrated = connection.columns("ducklake_schema").contains("parent_schema_id");
            if (!migrated) {
                ADDED.forEach(connection::define);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return place;
    }
}
