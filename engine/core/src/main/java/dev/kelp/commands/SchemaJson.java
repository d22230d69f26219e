package dev.kelp.commands;

import dev.kelp.store.Snapshot;
import dev.kelp.tables.TableDef;
import dev.kelp.types.JsonText;
import java.util.stream.Collectors;

/** Schemas as the JSON and CSL texts that Kusto's tools read. */
final class SchemaJson {
    private SchemaJson() {}

    static String of(TableDef table) {
        String columns = table.columns().stream()
                .map(c -> "{\"Name\":" + JsonText.quoted(c.name()) + ",\"Type\":\""
                        + c.type().clr() + "\",\"CslType\":\"" + c.type().kql() + "\""
                        + (c.docString().isEmpty() ? "" : ",\"DocString\":" + JsonText.quoted(c.docString())) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"Name\":" + JsonText.quoted(table.name()) + ",\"OrderedColumns\":" + columns + ",\"Folder\":"
                + JsonText.quoted(table.folder()) + ",\"DocString\":" + JsonText.quoted(table.docString()) + "}";
    }

    static String csl(TableDef table) {
        return table.columns().stream()
                .map(c -> (c.name().matches("[A-Za-z_][A-Za-z0-9_]*")
                                ? c.name()
                                : "['" + c.name().replace("'", "\\'") + "']")
                        + ":" + c.type().kql())
                .collect(Collectors.joining(","));
    }

    static String database(Snapshot snapshot, String database) {
        String tables = snapshot.tables(database).stream()
                .map(t -> JsonText.quoted(t.name()) + ":" + of(t))
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"Name\":" + JsonText.quoted(database) + ",\"Tables\":" + tables
                + ",\"ExternalTables\":{},\"MaterializedViews\":{},\"Functions\":{},\"MajorVersion\":1,\"MinorVersion\":"
                + snapshot.id() + "}";
    }

    static String databases(Snapshot snapshot, Iterable<String> databases) {
        StringBuilder out = new StringBuilder("{\"Databases\":{");
        for (String database : databases) {
            out.append(out.charAt(out.length() - 1) == '{' ? "" : ",");
            out.append(JsonText.quoted(database)).append(':').append(database(snapshot, database));
        }
        return out.append("}}").toString();
    }
}
