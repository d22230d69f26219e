package dev.kelp.commands;

import dev.kelp.run.Rows;
import dev.kelp.store.Policies;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.syntax.Token;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.text.Suggestions;
import dev.kelp.types.Json;
import dev.kelp.types.Timespans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Policies of tables and databases; those that would mean nothing here are refused by name. */
final class PolicyCommands {
    private static final String COLUMNS =
            "PolicyName:string, EntityName:string, Policy:string, ChildEntities:string, EntityType:string";

    static final List<Command> ROWS = rows();

    private enum Verb {
        SHOW("show", "A policy of a table or database, as JSON; null where it has none of its own."),
        ALTER("alter", "Gives a table or database a policy."),
        ALTER_MERGE("alter-merge", "Changes some properties of a policy."),
        DELETE("delete", "Takes a policy from a table or database.");

        private final String word;
        private final String doc;

        Verb(String word, String doc) {
            this.word = word;
            this.doc = doc;
        }
    }

    /** @param children the tables of a database as JSON */
    private record Entity(long id, String name, String children, String type) {}

    /** A policy with the place of its name. */
    private record Named(Policy policy, Span span) {}

    private PolicyCommands() {}

    private static List<Command> rows() {
        String names = Policy.ALL.stream().map(Policy::name).collect(Collectors.joining("|"));
        List<Command> rows = new ArrayList<>();
        for (Verb verb : Verb.values()) {
            String value = verb == Verb.ALTER || verb == Verb.ALTER_MERGE ? " '{…}'" : "";
            rows.add(new Command(
                    verb.word + " table",
                    "policy",
                    "." + verb.word + " table T policy " + names + value,
                    verb.doc,
                    (text, context) -> run(text, context, verb, tables(text, context, verb))));
            rows.add(new Command(
                    verb.word + " database",
                    "policy",
                    "." + verb.word + " database [D] policy " + names + value,
                    verb.doc,
                    (text, context) -> run(text, context, verb, database(text, context))));
            rows.add(new Command(
                    verb.word + " database policy",
                    "." + verb.word + " database policy " + names + value,
                    verb.doc,
                    (text, context) ->
                            run(text, context, verb, List.of(database(context, context.database())), false)));
        }
        rows.add(new Command(
                "alter tables",
                ".alter tables (T1, T2) policy " + names + " '{…}'",
                "Gives several tables a policy.",
                (text, context) -> run(text, context, Verb.ALTER, list(text, context))));
        return List.copyOf(rows);
    }

    private static List<Entity> tables(CommandText text, CommandContext context, Verb verb) {
        if (verb == Verb.SHOW && text.cursor().accept("*")) {
            return context.snapshot().tables(context.database()).stream()
                    .map(PolicyCommands::table)
                    .toList();
        }
        return List.of(table(context.table(text.name("the name of a table"))));
    }

    private static List<Entity> list(CommandText text, CommandContext context) {
        List<Entity> tables = new ArrayList<>();
        text.cursor().expect("(");
        do {
            tables.add(table(context.table(text.name("the name of a table"))));
        } while (text.cursor().accept(","));
        text.cursor().expect(")");
        return tables;
    }

    private static Entity table(TableDef table) {
        return new Entity(table.id(), "[" + table.database() + "].[" + table.name() + "]", "", "Table");
    }

    private static List<Entity> database(CommandText text, CommandContext context) {
        if (text.cursor().accept("*")) {
            return context.snapshot().databases().stream()
                    .map(d -> database(context, d))
                    .toList();
        }
        Name name = text.name("the name of a database");
        String database = context.snapshot()
                .database(name.text())
                .orElseThrow(() -> Problem.UNKNOWN_DATABASE.at(name.span(), name.text()));
        return List.of(database(context, database));
    }

    private static Entity database(CommandContext context, String database) {
        List<String> tables =
                context.snapshot().tables(database).stream().map(TableDef::name).toList();
        return new Entity(
                context.snapshot().databaseId(database),
                "[" + database + "]",
                Json.texts(tables).write(),
                "Database");
    }

    private static Rows run(CommandText text, CommandContext context, Verb verb, List<Entity> entities) {
        return run(text, context, verb, entities, true);
    }

    private static Rows run(
            CommandText text, CommandContext context, Verb verb, List<Entity> entities, boolean wordAhead) {
        if (wordAhead && !text.accept("policy")) {
            throw text.cursor().expected("'policy'");
        }
        Named named = policy(text, entities, verb);
        Policy policy = named.policy();
        Policies policies = context.store().policies();
        if (verb == Verb.ALTER || verb == Verb.ALTER_MERGE) {
            Span place = text.cursor().peek().span();
            Map<String, Json> given = given(text, policy);
            text.end();
            try {
                entities.forEach(e -> policies.put(
                        e.id(),
                        policy.name(),
                        there -> policy.content(given, verb == Verb.ALTER_MERGE ? bag(there.orElse("{}")) : Map.of())));
            } catch (KqlException e) {
                throw e.orAt(place);
            }
        } else {
            text.end();
        }
        if (verb == Verb.DELETE) {
            entities.forEach(e -> delete(policies, e, policy));
        }
        Map<Long, String> all = policies.all(policy.name());
        Rows rows = Rows.of(COLUMNS);
        entities.forEach(
                e -> rows.add(policy.shown(), e.name(), all.getOrDefault(e.id(), "null"), e.children(), e.type()));
        return rows;
    }

    /** Without its policy a table does not remember when rows came in. */
    private static void delete(Policies policies, Entity entity, Policy policy) {
        if (policy.name().equals("ingestiontime")) {
            policies.put(entity.id(), policy.name(), there -> "{\"IsEnabled\":false}");
        } else {
            policies.delete(entity.id(), policy.name());
        }
    }

    private static Named policy(CommandText text, List<Entity> entities, Verb verb) {
        Name name = text.cursor().name("the name of a policy");
        String reason = Policy.REFUSED.get(name.text());
        if (reason != null) {
            throw Problem.NOT_SUPPORTED
                    .at(name.span(), "The policy '" + name.text() + "'")
                    .hint(reason);
        }
        Policy policy = Policy.named(name.text()).orElseThrow(() -> {
            List<String> known = Policy.ALL.stream().map(Policy::name).toList();
            String hint = Suggestions.didYouMean(name.text(), known);
            return Problem.SEMANTIC
                    .at(name.span(), "No policy '" + name.text() + "'.")
                    .hint(hint != null ? hint : "The policies are " + String.join(", ", known) + ".");
        });
        if (!policy.ofDatabases() && entities.stream().anyMatch(e -> e.type().equals("Database"))) {
            throw Problem.SEMANTIC.at(name.span(), "Only tables have a policy '" + name.text() + "'.");
        }
        return new Named(policy, name.span());
    }

    /** What a command says of a policy: JSON in a string, or words of the policy's own. */
    private static Map<String, Json> given(CommandText text, Policy policy) {
        Map<String, Json> given = new LinkedHashMap<>();
        if (text.cursor().peek().kind() == Token.Kind.STRING) {
            Name json = text.texts("the policy as JSON in a string");
            if (!(Json.strict(json.text().isBlank() ? "{}" : json.text()).orElse(Json.NULL) instanceof Json.Bag bag)) {
                throw Problem.SEMANTIC.at(json.span(), "A policy is a JSON bag of its properties.");
            }
            return bag.properties();
        }
        switch (policy.name()) {
            case "ingestiontime" -> given.put("IsEnabled", Json.of(flag(text, "true", "false")));
            case "streamingingestion" -> given.put("IsEnabled", Json.of(flag(text, "enable", "disable")));
            case "retention" -> retention(text, given);
            default -> throw text.cursor().expected("the policy as JSON in a string");
        }
        return given;
    }

    private static boolean flag(CommandText text, String yes, String no) {
        Token word = text.cursor().peek();
        if (!word.text().equals(yes) && !word.text().equals(no)) {
            throw text.cursor().expected("'" + yes + "' or '" + no + "'");
        }
        text.cursor().next();
        return word.text().equals(yes);
    }

    /** {@code softdelete = 7d recoverability = disabled}. */
    private static void retention(CommandText text, Map<String, Json> given) {
        if (text.accept("softdelete")) {
            text.cursor().expect("=");
            Token span = text.cursor().next();
            Long ticks = Optional.ofNullable(Timespans.literal(span.text())).orElse(Timespans.parse(span.text()));
            if (ticks == null) {
                throw Problem.WRONG_TYPE.at(span.span(), "softdelete", "a timespan", "'" + span.text() + "'");
            }
            given.put("SoftDeletePeriod", Json.text(Timespans.format(ticks)));
        }
        if (text.accept("recoverability")) {
            text.cursor().expect("=");
            given.put("Recoverability", Json.text(flag(text, "enabled", "disabled") ? "Enabled" : "Disabled"));
        }
        if (given.isEmpty()) {
            throw text.cursor().expected("'softdelete', 'recoverability' or JSON in a string");
        }
    }

    private static Map<String, Json> bag(String json) {
        return Json.strict(json).orElse(Json.NULL) instanceof Json.Bag bag ? bag.properties() : Map.of();
    }
}
