package dev.kelp.cli;

import dev.kelp.Request;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableCatalog;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server's tables, as its schema command tells them. */
record RemoteTables(String database, List<TableDef> all) implements TableCatalog {

    /** The tables of a database; empty where the server doesn't tell. */
    static Optional<RemoteTables> of(Session session, String database) {
        try (Results results =
                session.ask(Request.of(".show database schema as json").database(database))) {
            Rows rows = results.next();
            return rows != null && rows.next() ? read(String.valueOf(rows.value(0))) : Optional.empty();
        } catch (KqlException | RemoteFailure e) {
            return Optional.empty();
        }
    }

    private static Optional<RemoteTables> read(String json) {
        Map<String, Json> databases = bag(bag(Json.of(json)).get("Databases"));
        return databases.entrySet().stream()
                .findFirst()
                .map(d -> new RemoteTables(
                        d.getKey(), tables(d.getKey(), bag(bag(d.getValue()).get("Tables")))));
    }

    private static List<TableDef> tables(String database, Map<String, Json> tables) {
        List<TableDef> all = new ArrayList<>();
        tables.forEach((name, table) -> {
            List<ColumnDef> columns = new ArrayList<>();
            if (bag(table).get("OrderedColumns") instanceof Json.Array array) {
                for (Json column : array.items()) {
                    String type = text(bag(column).get("CslType"));
                    columns.add(new ColumnDef(
                            columns.size() + 1,
                            text(bag(column).get("Name")),
                            KqlType.named(type).orElse(KqlType.DYNAMIC)));
                }
            }
            String doc = text(bag(table).get("DocString"));
            all.add(new TableDef(database, name, all.size() + 1, columns, "", doc));
        });
        return all;
    }

    private static Map<String, Json> bag(@Nullable Json json) {
        return json instanceof Json.Bag bag ? bag.properties() : Map.of();
    }

    private static String text(@Nullable Json json) {
        return json instanceof Json.Text text ? text.value() : "";
    }

    @Override
    public List<String> databases() {
        return List.of(database);
    }

    @Override
    public Optional<String> database(String name) {
        return name.isEmpty() || name.equalsIgnoreCase(database) ? Optional.of(database) : Optional.empty();
    }

    @Override
    public List<TableDef> tables(String of) {
        return all;
    }
}
