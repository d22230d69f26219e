package dev.kelp.language;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableCatalog;
import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A few tables to write queries about. */
final class SampleTables implements TableCatalog {
    private final List<TableDef> tables = new ArrayList<>();

    SampleTables() {
        add("Storms", "State:string,StartTime:datetime,Damage:long,Props:dynamic,Ok:bool,Lat:real");
        add("States", "State:string,Region:string,Pop:int");
        add("odd name", "a b:long");
    }

    private void add(String name, String columns) {
        List<ColumnDef> all = new ArrayList<>();
        for (String column : columns.split(",")) {
            String[] parts = column.split(":");
            all.add(new ColumnDef(
                    all.size() + 1, parts[0], KqlType.named(parts[1]).orElseThrow()));
        }
        tables.add(new TableDef("main", name, tables.size() + 1, all, "", ""));
    }

    @Override
    public List<String> databases() {
        return List.of("main");
    }

    @Override
    public Optional<String> database(String name) {
        return name.isEmpty() || name.equals("main") ? Optional.of("main") : Optional.empty();
    }

    @Override
    public List<TableDef> tables(String database) {
        return tables;
    }
}
