package dev.kelp.fuzz;

import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableCatalog;
import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables that generated queries read: all ten types, shared names, a name in brackets. */
public final class Tables implements TableCatalog {
    public static final Tables ALL = new Tables();

    private static final String DATABASE = "db";

    private final List<TableDef> tables = List.of(
            table("Types", 1, "b:bool,i:int,l:long,r:real,m:decimal,s:string,d:datetime,t:timespan,g:guid,y:dynamic"),
            table("Events", 2, "at:datetime,id:long,user:string,size:real,tags:dynamic,took:timespan,ok:bool"),
            table("Users", 3, "user:string,id:int,age:int,since:datetime,full name:string,key:guid,balance:decimal"),
            table("Metrics", 4, "at:datetime,host:string,value:real,l:long,labels:dynamic"));

    private Tables() {}

    private static TableDef table(String name, long id, String schema) {
        List<ColumnDef> columns = new ArrayList<>();
        for (String column : schema.split(",")) {
            String[] parts = column.split(":");
            columns.add(new ColumnDef(
                    columns.size() + 1,
                    parts[0],
                    KqlType.named(parts[1]).orElseThrow(() -> new IllegalArgumentException(schema))));
        }
        return new TableDef(DATABASE, name, id, columns, "", "");
    }

    public List<TableDef> tables() {
        return tables;
    }

    @Override
    public List<String> databases() {
        return List.of(DATABASE);
    }

    @Override
    public Optional<String> database(String name) {
        return name.isEmpty() || name.equals("NetDefaultDB") || name.equalsIgnoreCase(DATABASE)
                ? Optional.of(DATABASE)
                : Optional.empty();
    }

    @Override
    public List<TableDef> tables(String database) {
        return tables;
    }

    /** The schema as the oracle's program takes it: {@code {"Types":[["b","bool"],…],…}}. */
    static String json() {
        return ALL.tables.stream()
                .map(t -> "\"" + t.name() + "\":"
                        + t.columns().stream()
                                .map(c -> "[\"" + c.name() + "\",\"" + c.type().kql() + "\"]")
                                .collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
