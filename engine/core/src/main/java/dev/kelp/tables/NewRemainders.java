package dev.kelp.tables;

import dev.kelp.tables.Storage.Remainder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names and ids of the hidden columns that rows need and a table lacks. */
public final class NewRemainders {
    private NewRemainders() {}

    /** @param needy ids of the columns that need one */
    public static Map<Long, Remainder> of(TableDef table, Set<Long> needy) {
        Map<Long, Remainder> added = new HashMap<>();
        List<String> names = new ArrayList<>();
        long id = table.nextColumnId();
        for (ColumnDef column : table.columns()) {
            names.add(column.name());
        }
        for (ColumnDef column : table.columns()) {
            if (needy.contains(column.id())) {
                String name = column.name() + Remainder.suffix(column.type());
                while (names.stream().anyMatch(name::equalsIgnoreCase)) {
                    name += "_";
                }
                names.add(name);
                added.put(column.id(), new Remainder(id, name));
            }
            // One id for each column whichever need one, so that rows written at the same time agree.
            id++;
        }
        return added;
    }
}
