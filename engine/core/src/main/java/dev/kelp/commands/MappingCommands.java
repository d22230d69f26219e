package dev.kelp.commands;

import dev.kelp.ingest.IngestMapping;
import dev.kelp.run.Rows;
import dev.kelp.store.Mappings;
import dev.kelp.store.Mappings.Mapping;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Suggestions;
import dev.kelp.types.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Named ingestion mappings of tables and databases. */
final class MappingCommands {
    private static final String COLUMNS =
            "Name:string, Kind:string, Mapping:string, LastUpdatedOn:datetime, Database:string";

    static final List<Command> ROWS = rows();

    /** What is done to a mapping of the same kind and name. */
    private enum Verb {
        CREATE("create", "Makes a named ingestion mapping; one that is there already is refused."),
        CREATE_OR_ALTER("create-or-alter", "Makes a named ingestion mapping, in the place of one that is there."),
        ALTER("alter", "Puts an ingestion mapping in the place of the one that is there."),
        ALTER_MERGE("alter-merge", "Adds columns to an ingestion mapping; those it has already are replaced.");

        private final String word;
        private final String doc;

        Verb(String word, String doc) {
            this.word = word;
            this.doc = doc;
        }
    }

    /**
     * What a mapping belongs to.
     *
     * @param table empty for a database's
     */
    private record Owner(long id, String database, String table, boolean ofTable) {}

    private MappingCommands() {}

    private static List<Command> rows() {
        List<Command> rows = new ArrayList<>();
        for (String scope : List.of("table", "database")) {
            String name = scope.equals("table") ? "T" : "D";
            for (Verb verb : Verb.values()) {
                rows.add(new Command(
                        verb.word + " " + scope,
                        "ingestion",
                        "." + verb.word + " " + scope + " " + name
                                + " ingestion csv|json|avro|parquet|orc|w3clogfile mapping 'M' '[{\"column\": …}]'",
                        verb.doc,
                        (text, context) -> put(text, context, scope, verb)));
            }
            rows.add(new Command(
                    "drop " + scope,
                    "ingestion",
                    ".drop " + scope + " " + name + " ingestion csv|json|avro|parquet|orc|w3clogfile mapping 'M'",
                    "Drops a named ingestion mapping.",
                    (text, context) -> drop(text, context, scope)));
            rows.add(new Command(
                    "show " + scope,
                    "ingestion",
                    ".show " + scope + " " + name
                            + " ingestion [csv|json|avro|parquet|orc|w3clogfile] (mappings | mapping 'M')",
                    "The named ingestion mappings of a " + scope + ".",
                    (text, context) -> show(text, context, scope)));
        }
        return List.copyOf(rows);
    }

    private static Rows put(CommandText text, CommandContext context, String scope, Verb verb) {
        Owner owner = owner(text, context, scope);
        text.accept("ingestion");
        IngestMapping.Kind kind = kind(text);
        Name name = mappingName(text);
        Name json = text.texts("the mapping as JSON in a string");
        text.properties();
        text.end();
        check(kind, json);
        Mapping mapping = context.store()
                .mappings()
                .put(owner.id(), kind.kusto(), name.text(), there -> changed(there, verb, kind, name, json));
        return add(rows(owner), mapping, owner);
    }

    private static String changed(Optional<Mapping> there, Verb verb, IngestMapping.Kind kind, Name name, Name json) {
        if (verb == Verb.CREATE && there.isPresent()) {
            throw Problem.ALREADY_THERE
                    .at(name.span(), kind.kusto() + " mapping", name.text())
                    .hint("Use .create-or-alter.");
        }
        if ((verb == Verb.ALTER || verb == Verb.ALTER_MERGE) && there.isEmpty()) {
            throw Problem.SEMANTIC
                    .at(name.span(), "No " + kind.kusto() + " mapping '" + name.text() + "'.")
                    .hint("Use .create-or-alter.");
        }
        String given = compact(json.text());
        return verb == Verb.ALTER_MERGE ? merged(there.orElseThrow().json(), given) : given;
    }

    private static void check(IngestMapping.Kind kind, Name json) {
        try {
            IngestMapping.parse(kind, json.text());
        } catch (KqlException e) {
            throw Problem.SEMANTIC.at(json.span(), e.message()).because(e);
        }
    }

    private static String compact(String json) {
        return Json.strict(json).orElseThrow().write();
    }

    /** By column; in the order of the old one, new columns behind. */
    private static String merged(String old, String given) {
        Map<String, Json> columns = new LinkedHashMap<>();
        for (String json : List.of(old, given)) {
            ((Json.Array) Json.strict(json).orElseThrow())
                    .items()
                    .forEach(item -> columns.put(column((Json.Bag) item), item));
        }
        return new Json.Array(List.copyOf(columns.values())).write();
    }

    private static String column(Json.Bag element) {
        return element.properties().entrySet().stream()
                .filter(e -> List.of("column", "name").contains(e.getKey().toLowerCase(Locale.ROOT)))
                .map(e -> e.getValue().text())
                .findFirst()
                .orElse("");
    }

    private static Rows drop(CommandText text, CommandContext context, String scope) {
        Owner owner = owner(text, context, scope);
        text.accept("ingestion");
        IngestMapping.Kind kind = kind(text);
        Name name = mappingName(text);
        text.end();
        Mapping dropped = context.store()
                .mappings()
                .drop(owner.id(), kind.kusto(), name.text())
                .orElseThrow(
                        () -> unknown(name, kind, context.store().mappings().of(owner.id())));
        return add(rows(owner), dropped, owner);
    }

    private static Rows show(CommandText text, CommandContext context, String scope) {
        Owner owner = owner(text, context, scope);
        text.accept("ingestion");
        Optional<IngestMapping.Kind> kind =
                text.accept("mappings") || text.accept("mapping") ? Optional.empty() : Optional.of(kind(text));
        boolean all = kind.isEmpty() || text.accept("mappings");
        if (!all && !text.accept("mapping")) {
            throw text.cursor().expected("'mappings' or 'mapping'");
        }
        Optional<Name> name = text.cursor().peek().kind() == dev.kelp.syntax.Token.Kind.STRING
                ? Optional.of(text.text("the name of a mapping"))
                : Optional.empty();
        text.properties();
        text.end();
        Rows rows = rows(owner);
        List<Mapping> mappings = context.store().mappings().of(owner.id());
        mappings.stream()
                .filter(m -> kind.isEmpty() || m.kind().equals(kind.get().kusto()))
                .filter(m -> name.isEmpty() || m.name().equals(name.get().text()))
                .forEach(m -> add(rows, m, owner));
        if (name.isPresent() && rows.cells().isEmpty()) {
            throw unknown(name.get(), kind.orElse(null), mappings);
        }
        return rows;
    }

    private static KqlException unknown(
            Name name, IngestMapping.@org.jspecify.annotations.Nullable Kind kind, List<Mapping> there) {
        KqlException problem = Problem.SEMANTIC.at(
                name.span(), "No " + (kind == null ? "" : kind.kusto() + " ") + "mapping '" + name.text() + "'.");
        String hint = Suggestions.didYouMean(
                name.text(), there.stream().map(Mapping::name).toList());
        return hint == null ? problem : problem.hint(hint);
    }

    /** The mapping that an ingestion into a table names: the table's own, else its database's. */
    static IngestMapping named(CommandContext context, TableDef table, IngestMapping.Kind kind, Name name) {
        Mappings mappings = context.store().mappings();
        long database = context.snapshot().databaseId(table.database());
        return mappings.of(table.id(), kind.kusto(), name.text())
                .or(() -> mappings.of(database, kind.kusto(), name.text()))
                .map(mapping -> IngestMapping.parse(kind, mapping.json()))
                .orElseThrow(() -> unknown(name, kind, mappings.of(table.id())));
    }

    private static Owner owner(CommandText text, CommandContext context, String scope) {
        if (scope.equals("table")) {
            TableDef table = context.table(text.name("the name of a table"));
            return new Owner(table.id(), table.database(), table.name(), true);
        }
        Name name = text.name("the name of a database");
        String database = context.snapshot()
                .database(name.text())
                .orElseThrow(() -> Problem.UNKNOWN_DATABASE.at(name.span(), name.text()));
        return new Owner(context.snapshot().databaseId(database), database, "", false);
    }

    private static IngestMapping.Kind kind(CommandText text) {
        Name word = text.cursor().name("a kind of mapping");
        return IngestMapping.Kind.named(word.text()).orElseThrow(() -> Problem.NOT_SUPPORTED
                .at(word.span(), "The kind of mapping '" + word.text() + "'")
                .hint("The kinds are "
                        + String.join(
                                ", ",
                                Arrays.stream(IngestMapping.Kind.values())
                                        .map(IngestMapping.Kind::kusto)
                                        .toList())
                        + "."));
    }

    private static Name mappingName(CommandText text) {
        if (!text.accept("mapping")) {
            throw text.cursor().expected("'mapping'");
        }
        Name name = text.text("the name of a mapping in quotes");
        if (name.text().isEmpty() || name.text().length() > 1024 || name.text().indexOf('\0') >= 0) {
            throw Problem.SEMANTIC.at(
                    name.span(), "The name of a mapping has 1 to 1024 characters, none of them zero.");
        }
        return name;
    }

    private static Rows rows(Owner owner) {
        return Rows.of(owner.ofTable() ? COLUMNS + ", Table:string" : COLUMNS);
    }

    private static Rows add(Rows rows, Mapping mapping, Owner owner) {
        String kind = mapping.kind().equals("csv") || mapping.kind().equals("json")
                ? mapping.kind().toUpperCase(Locale.ROOT)
                : mapping.kind().equals("w3clogfile")
                        ? "W3CLogFile"
                        : mapping.kind().substring(0, 1).toUpperCase(Locale.ROOT)
                                + mapping.kind().substring(1);
        return owner.ofTable()
                ? rows.add(mapping.name(), kind, mapping.json(), mapping.updated(), owner.database(), owner.table())
                : rows.add(mapping.name(), kind, mapping.json(), mapping.updated(), owner.database());
    }
}
