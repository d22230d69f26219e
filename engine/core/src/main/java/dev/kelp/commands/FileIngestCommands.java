package dev.kelp.commands;

import dev.kelp.commands.OperationRunner.Outcome;
import dev.kelp.ingest.IngestFormat;
import dev.kelp.ingest.Ingested;
import dev.kelp.ingest.Ingestion;
import dev.kelp.ingest.ReadOptions;
import dev.kelp.ingest.RemoteFiles;
import dev.kelp.ingest.SourceFile;
import dev.kelp.ingest.StreamedFiles;
import dev.kelp.ingest.StreamingIngest;
import dev.kelp.run.Rows;
import dev.kelp.store.Operation;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Suggestions;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Filling tables from files and from the command's own text: {@code .ingest into} and {@code .ingest inline}. */
final class FileIngestCommands {
    private static final String NO_EXTENT = new UUID(0, 0).toString();

    static final List<Command> ROWS = List.of(
            new Command(
                            "ingest into table",
                            ".ingest into table T ('path', …) [with (format='csv', ignoreFirstRecord=true)]",
                            "Adds the rows of files: all of them or, where one is malformed, none.",
                            (text, context) -> files(text, context, false))
                    .replanning(),
            new Command(
                            "ingest async into table",
                            ".ingest async into table T ('path', …) [with (format='csv', ignoreFirstRecord=true)]",
                            "Adds the rows of files in the background; answers the operation's id.",
                            (text, context) -> files(text, context, true))
                    .replanning(),
            new Command(
                            "ingest inline into table",
                            ".ingest inline into table T [with (format='csv', ignoreFirstRecord=true)] <| rows",
                            "Adds the rows that stand in the command.",
                            FileIngestCommands::inline)
                    .replanning());

    /** Rows to be added to a table. */
    private record Target(TableDef table, IngestFormat format, ReadOptions options, IngestionProperties properties) {
        Ingestion.Files files(List<SourceFile> sources) {
            return new Ingestion.Files(sources, format, options);
        }
    }

    private FileIngestCommands() {}

    private static Rows files(CommandText text, CommandContext context, boolean async) {
        Name name = text.name("the name of a table");
        List<Name> given = new ArrayList<>();
        boolean bracketed = text.cursor().accept("(");
        do {
            given.add(text.texts("the path of a file as a string"));
        } while (text.cursor().accept(","));
        if (bracketed) {
            text.cursor().expect(")");
        }
        IngestProperties properties = IngestProperties.of(text, IngestProperties.FILES);
        text.end();
        List<Name> places = SourceFiles.places(given);
        String first = places.get(0).text();
        IngestFormat otherwise = IngestFormat.ofPath(RemoteFiles.isRemote(first) ? RemoteFiles.shown(first) : first)
                .orElse(IngestFormat.CSV);
        Target target = target(properties, context, context.table(name), otherwise);
        try (RemoteFiles remote = SourceFiles.remote(context)) {
            places.forEach(place -> SourceFiles.check(place, remote));
        }
        Operation operation = Operation.starting(
                "DataIngestPull",
                context.database(),
                target.table().name(),
                places.stream().map(place -> RemoteFiles.shown(place.text())).collect(Collectors.joining("; ")),
                properties.shown());
        OperationRunner.Work work = job -> read(job, places, target, operation);
        boolean details = properties.flag("persistDetails");
        return async
                ? context.runner().start(operation, context, work)
                : context.runner().run(operation, context, true, details, work);
    }

    private static Outcome read(CommandContext context, List<Name> places, Target target, Operation operation) {
        long start = System.nanoTime();
        try (RemoteFiles remote = SourceFiles.remote(context)) {
            List<SourceFile> files = new ArrayList<>();
            for (Name place : places) {
                if (RemoteFiles.isRemote(place.text())) {
                    context.job().progress().update(-1, "fetching " + RemoteFiles.shown(place.text()));
                    files.add(remote.fetch(place.text()));
                } else {
                    SourceFiles.check(place, remote).forEach(file -> files.add(SourceFile.of(file)));
                }
            }
            Ingested ingested = append(context, files, target);
            long ticks = (System.nanoTime() - start) / (1_000_000_000 / Ticks.PER_SECOND);
            String loaded = files.stream().map(SourceFile::name).collect(Collectors.joining("; "));
            Rows rows =
                    Rows.of("ExtentId:guid, ItemLoaded:string, Duration:timespan, HasErrors:bool, OperationId:guid");
            for (String extent : ids(ingested)) {
                rows.add(extent, loaded, ticks, ingested.skipped().records() > 0, operation.id());
            }
            return new Outcome(
                    rows, ingested.skipped().records(), ingested.skipped().first());
        }
    }

    private static Rows inline(CommandText text, CommandContext context) {
        Name name = text.name("the name of a table");
        IngestProperties properties = IngestProperties.of(text, IngestProperties.INLINE);
        text.end();
        String data = InlineRows.rows(text.body());
        Target target = target(properties, context, context.table(name), IngestFormat.CSV);
        if (!target.format().isText()) {
            throw Problem.SEMANTIC.at(
                    name.span(), target.format().kusto() + " is no text: it cannot stand in a command.");
        }
        Operation operation = Operation.starting(
                "DataIngestInline", context.database(), target.table().name(), "", properties.shown());
        boolean details = properties.flag("persistDetails");
        return context.runner().run(operation, context, details, details, job -> {
            Path file = write(data);
            try {
                List<SourceFile> files = List.of(new SourceFile(file, "the inline data"));
                if (streams(target, job)) {
                    new StreamedFiles(job.store(), job.duckDb(), new StreamingIngest(job.store(), job.duckDb()))
                            .append(
                                    target.table(),
                                    target.files(files),
                                    "",
                                    job.job().cancellation());
                    // Rows inside the catalogue belong to no extent yet.
                    return new Outcome(Rows.of("ExtentId:guid").add(NO_EXTENT));
                }
                Ingested ingested = append(job, files, target);
                Rows rows = Rows.of("ExtentId:guid");
                ids(ingested).forEach(rows::add);
                return new Outcome(
                        rows, ingested.skipped().records(), ingested.skipped().first());
            } finally {
                delete(file);
            }
        });
    }

    /** Whether rows go into the catalogue at once: the table, or its database, is for streaming, and no more is asked. */
    private static boolean streams(Target target, CommandContext context) {
        return target.properties().equals(IngestionProperties.NONE)
                && !target.options().validation().bestEffort()
                && context.store()
                        .policies()
                        .effective(context.snapshot(), target.table(), "streamingingestion")
                        .filter(policy -> policy.contains("\"IsEnabled\":true"))
                        .isPresent();
    }

    private static Target target(
            IngestProperties properties, CommandContext context, TableDef table, IngestFormat otherwise) {
        IngestFormat format =
                properties.value("format").map(FileIngestCommands::format).orElse(otherwise);
        ReadOptions options = properties
                .reading()
                .withMapping(properties.mapping(context, table, format).orElse(null));
        return new Target(table, format, options, properties.commit());
    }

    private static Ingested append(CommandContext context, List<SourceFile> files, Target target) {
        return new Ingestion(context.duckDb(), context.store())
                .reporting(context.job().progress())
                .append(
                        target.table(),
                        target.files(files),
                        target.properties(),
                        context.job().cancellation());
    }

    /** As Kusto does, where nothing was loaded one row with an empty id. */
    private static List<String> ids(Ingested ingested) {
        return ingested.ids().isEmpty() ? List.of(NO_EXTENT) : ingested.ids();
    }

    private static IngestFormat format(Name value) {
        return IngestFormat.named(value.text()).orElseThrow(() -> {
            KqlException unknown = Problem.NOT_SUPPORTED.at(value.span(), "The format '" + value.text() + "'");
            String hint = Suggestions.didYouMean(value.text(), IngestFormat.allNames());
            return unknown.hint(
                    hint != null ? hint : "The formats are " + String.join(", ", IngestFormat.allNames()) + ".");
        });
    }

    private static Path write(String data) {
        try {
            Path file = Files.createTempFile("kelp-inline", ".txt");
            return Files.writeString(file, data);
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The inline data cannot be kept: " + e.getMessage())
                    .because(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The file " + file + " cannot be deleted: " + e.getMessage())
                    .because(e);
        }
    }
}
