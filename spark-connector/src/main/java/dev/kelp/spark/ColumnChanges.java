package dev.kelp.spark;

import dev.kelp.store.Commit;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Problem;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/** What ALTER TABLE says, as changes of a table's columns. */
final class ColumnChanges {
    private ColumnChanges() {}

    static void add(Commit commit, TableDef table, TableChange change) {
        if (change instanceof TableChange.AddColumn add) {
            if (add.position() != null || add.defaultValue() != null) {
                throw Problem.NOT_SUPPORTED.here("Adding a column at a place, or with a default,");
            }
            StructField field = new StructField(name(add.fieldNames()), add.dataType(), true, Metadata.empty());
            commit.addColumns(table, List.of(new Field(field.name(), NewColumns.type(field))));
        } else if (change instanceof TableChange.DeleteColumn delete) {
            if (Boolean.TRUE.equals(delete.ifExists())
                    && table.column(name(delete.fieldNames())).isEmpty()) {
                return;
            }
            commit.dropColumns(table, List.of(column(table, delete.fieldNames())));
        } else if (change instanceof TableChange.RenameColumn rename) {
            commit.renameColumns(table, Map.of(column(table, rename.fieldNames()), rename.newName()));
        } else if (change instanceof TableChange.UpdateColumnComment comment) {
            String text = comment.newComment();
            commit.describeColumns(table, Map.of(column(table, comment.fieldNames()), text == null ? "" : text));
        } else if (change instanceof TableChange.UpdateColumnType retype) {
            ColumnDef column = column(table, retype.fieldNames());
            // Spark promises that values stay; only an int that becomes a long keeps them.
            if (column.type() != KqlType.INT || !retype.newDataType().equals(DataTypes.LongType)) {
                throw Problem.NOT_SUPPORTED.here("Changing column '" + column.name() + "' from "
                        + column.type().kql() + " to " + retype.newDataType().simpleString());
            }
            commit.retypeColumn(table, column, KqlType.LONG);
        } else {
            throw Problem.NOT_SUPPORTED.here(
                    "ALTER TABLE with " + change.getClass().getSimpleName());
        }
    }

    private static ColumnDef column(TableDef table, String[] names) {
        String name = name(names);
        return table.columns().stream()
                .filter(c -> c.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Problem.UNKNOWN_COLUMN.here(name, " in table '" + table.name() + "'"));
    }

    private static String name(String[] names) {
        if (names.length != 1) {
            throw Problem.NOT_SUPPORTED.here("Changing a field inside a column");
        }
        return names[0];
    }
}
