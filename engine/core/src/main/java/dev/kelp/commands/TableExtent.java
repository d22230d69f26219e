package dev.kelp.commands;

import dev.kelp.tables.ExtentDetails;
import dev.kelp.tables.OriginColumn;
import dev.kelp.tables.TableDef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An extent and its table. */
record TableExtent(TableDef table, ExtentDetails details) {
    /** What commands and {@code extent_id()} call it. */
    String id() {
        return OriginColumn.extentId(table.id(), details.id());
    }

    static Map<TableDef, List<TableExtent>> byTable(List<TableExtent> extents) {
        Map<TableDef, List<TableExtent>> byTable = new LinkedHashMap<>();
        extents.forEach(
                e -> byTable.computeIfAbsent(e.table(), t -> new ArrayList<>()).add(e));
        return byTable;
    }
}
