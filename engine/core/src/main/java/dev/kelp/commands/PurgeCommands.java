package dev.kelp.commands;

import dev.kelp.maintain.RowPurge;
import dev.kelp.run.RowHits;
import dev.kelp.run.Rows;
import dev.kelp.sql.SqlText;
import dev.kelp.store.Purges;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Ticks;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Removing records from the disk: {@code .purge table T records}. */
final class PurgeCommands {
    private static final String STATES =
            "OperationId:guid, DatabaseName:string, TableName:string, ScheduledTime:datetime,"
                    + " Duration:timespan, LastUpdatedOn:datetime, EngineOperationId:string, State:string, StateDetails:string,"
                    + " EngineStartTime:datetime, EngineDuration:timespan, Retries:int, ClientRequestId:string, Principal:string";

    static final List<Command> ROWS = List.of(
            new Command(
                            "purge table",
                            "records",
                            ".purge table T records in database D [with (noregrets='true' | verificationtoken='…')] <| where …",
                            "Removes records from the disk for good, and from all snapshots; without noregrets it first answers how"
                                    + " many, and a token for the second step.",
                            PurgeCommands::purge)
                    .replanning(),
            new Command(
                            "purge table",
                            "in database",
                            ".purge table T in database D allrecords [with (noregrets='true' | verificationtoken='…')]",
                            "Drops a table and removes all that it ever held from the disk, and the snapshots that saw it; without"
                                    + " noregrets it first answers a token for the second step.",
                            PurgeCommands::purgeAll)
                    .replanning(),
            new Command(
                    "show purges", ".show purges [id] [in database D]", "The purges there were.", PurgeCommands::show));

    private PurgeCommands() {}

    private static Rows purgeAll(CommandText text, CommandContext context) {
        Name name = text.name("the name of a table");
        text.accept("in database");
        String database = database(text, context);
        if (!text.accept("allrecords")) {
            throw text.cursor().expected("'allrecords'");
        }
        TableDef table = table(database, name, context);
        Map<String, Name> properties = properties(text);
        String token = token(database + "\n" + table.id() + "\nallrecords");
        if (!isAgreed(properties, token)) {
            return Rows.of("VerificationToken:string").add(token);
        }
        Rows rows = Rows.of("TableName:string, DatabaseName:string, Folder:string, DocString:string");
        recorded(context, table, () -> context.store().destroy(table, context.snapshot()));
        context.store()
                .snapshot()
                .tables(database)
                .forEach(t -> rows.add(t.name(), t.database(), t.folder(), t.docString()));
        return rows;
    }

    /** Whether the second step is asked for, or no first one. */
    private static boolean isAgreed(Map<String, Name> properties, String token) {
        Name given = properties.get("verificationtoken");
        if (given != null && !given.text().equals(token)) {
            throw Problem.SEMANTIC
                    .at(given.span(), "The token is of another purge than this one.")
                    .hint("Run the command without a token to get its own.");
        }
        return given != null || CommandText.isTrue(properties, "noregrets");
    }

    private static TableDef table(String database, Name name, CommandContext context) {
        return context.snapshot()
                .table(database, name.text())
                .orElseThrow(() -> Problem.UNKNOWN_TABLE.at(name.span(), name.text(), database));
    }

    private static Map<String, Name> properties(CommandText text) {
        Map<String, Name> properties = text.properties();
        CommandText.only(properties, "noregrets", "verificationtoken");
        text.end();
        return properties;
    }

    private static Rows purge(CommandText text, CommandContext context) {
        Name name = text.name("the name of a table");
        if (!text.accept("records") || !text.accept("in database")) {
            throw text.cursor().expected("'records in database'");
        }
        String database = database(text, context);
        TableDef table = table(database, name, context);
        Map<String, Name> properties = properties(text);
        String predicate = text.body().strip();
        if (!predicate.matches("(?s)\\|?\\s*where\\b.*")) {
            throw Problem.SEMANTIC.at(name.span(), "A purge needs a condition: <| where column == 'value'.");
        }
        String quoted = table.name().replace("\\", "\\\\").replace("'", "\\'");
        String rows = "database('" + database.replace("\\", "\\\\").replace("'", "\\'") + "').['" + quoted + "']\n"
                + (predicate.startsWith("|") ? "" : "| ") + predicate;
        SqlText query = DeleteCommands.picked(rows, table, name, context);
        String token = token(database + "\n" + table.id() + "\n" + predicate);
        if (!isAgreed(properties, token)) {
            try (RowHits hits = new RowHits(context.duckDb(), query, table, context.job())) {
                long count = hits.inlinedRows().size();
                for (long of : hits.counts().values()) {
                    count += of;
                }
                return Rows.of("NumRecordsToPurge:long, EstimatedPurgeExecutionTime:timespan, VerificationToken:string")
                        .add(count, Ticks.PER_SECOND, token);
            }
        }
        return run(query, table, context);
    }

    private static Rows run(SqlText query, TableDef table, CommandContext context) {
        return answer(List.of(
                recorded(context, table, () -> new RowPurge(context.store(), context.duckDb(), context.job(), table)
                        .run(query))));
    }

    private static Purges.Purge recorded(CommandContext context, TableDef table, Runnable work) {
        Purges purges = context.store().purges();
        Purges.Purge purge = new Purges.Purge(
                UUID.randomUUID().toString(), table.database(), table.name(), now(), now(), "InProgress", "");
        purges.put(purge);
        try {
            work.run();
        } catch (KqlException e) {
            purges.put(purge.in("Failed", e.getMessage(), now()));
            throw e;
        }
        Purges.Purge done = purge.in("Completed", "Purge completed successfully", now());
        purges.put(done);
        return done;
    }

    private static long now() {
        Instant now = Instant.now();
        return Ticks.UNIX_EPOCH + now.getEpochSecond() * Ticks.PER_SECOND + now.getNano() / 100;
    }

    private static String token(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw Problem.BUG.here("no SHA-256").because(e);
        }
    }

    private static String database(CommandText text, CommandContext context) {
        Name name = text.name("the name of a database");
        return context.snapshot()
                .database(name.text())
                .orElseThrow(() -> Problem.UNKNOWN_DATABASE.at(name.span(), name.text()));
    }

    private static Rows show(CommandText text, CommandContext context) {
        String id = text.cursor().atEnd() || text.cursor().at("in") ? "" : text.guid();
        String database = text.accept("in database") ? database(text, context) : "";
        text.end();
        return answer(context.store().purges().all().stream()
                .filter(p -> id.isEmpty() || p.id().equalsIgnoreCase(id))
                .filter(p -> database.isEmpty() || p.database().equals(database))
                .toList());
    }

    private static Rows answer(List<Purges.Purge> purges) {
        Rows rows = Rows.of(STATES);
        for (Purges.Purge p : purges) {
            long took = p.updated() - p.started();
            rows.add(
                    p.id(),
                    p.database(),
                    p.table(),
                    p.started(),
                    took,
                    p.updated(),
                    "",
                    p.state(),
                    p.details(),
                    p.started(),
                    took,
                    0,
                    "",
                    "");
        }
        return rows;
    }
}
