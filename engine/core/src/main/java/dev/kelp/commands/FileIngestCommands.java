package dev.kelp.commands;

import dev.kelp.ingest.IngestFormat;
import dev.kelp.ingest.Ingestion;
import dev.kelp.ingest.ReadOptions;
import dev.kelp.ingest.SourceFile;
import dev.kelp.ingest.StreamedFiles;
import dev.kelp.ingest.StreamingIngest;
import dev.kelp.run.Rows;
import dev.kelp.syntax.Cursor.Name;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
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

/** Filling tables from files and from the command's own text: {@code .ingest into} and {@code .ingest inline}. */
final class FileIngestCommands {
    private static final String NO_EXTENT = new UUID(0, 0).toString();

    static final List<Command> ROWS = List.of(
            new Command(
                    "ingest into table",
                    ".ingest into table T ('path', …) [with (format='csv', ignoreFirstRecord=true)]",
                    "Adds the rows of files: all of them or, where one is malformed, none.",
                    FileIngestCommands::files),
            new Command(
                    "ingest inline into table",
                    ".ingest inline into table T [with (format='csv', ignoreFirstRecord=true)] <| rows",
                    "Adds the rows that stand in the command.",
                    FileIngestCommands::inline));

    private FileIngestCommands() {}

    private static Rows files(CommandText text, CommandContext context) {
        Name name = text.name("the name of a table");
        List<Name> paths = new ArrayList<>();
        boolean bracketed = text.cursor().accept("(");
        do {
            paths.add(text.text("the path of a file as a string"));
        } while (text.cursor().accept(","));
        if (bracketed) {
            text.cursor().expect(")");
        }
        IngestProperties properties = properties(text);
        TableDef table = context.table(name);
        IngestFormat format =
                format(properties, IngestFormat.ofPath(paths.get(0).text()).orElse(IngestFormat.CSV));
        List<Path> files = new ArrayList<>();
        paths.forEach(path -> files.addAll(SourceFiles.of(path)));
        long start = System.nanoTime();
        List<WrittenExtent> extents = append(
                context,
                table,
                Ingestion.Files.of(files, format, ReadOptions.DEFAULT.withSkipFirst(skipsFirst(properties))),
                properties);
        long ticks = (System.nanoTime() - start) / (1_000_000_000 / Ticks.PER_SECOND);
        Rows rows = Rows.of("ExtentId:guid, ItemLoaded:string, Duration:timespan, HasErrors:bool, OperationId:guid");
        String loaded = String.join("; ", files.stream().map(Path::toString).toList());
        String operation = UUID.randomUUID().toString();
        for (String extent : ids(extents)) {
            rows.add(extent, loaded, ticks, false, operation);
        }
        return rows;
    }

    private static Rows inline(CommandText text, CommandContext context) {
        Name name = text.name("the name of a table");
        IngestProperties properties = properties(text);
        String data = text.body();
        TableDef table = context.table(name);
        IngestFormat format = format(properties, IngestFormat.CSV);
        if (!format.isText()) {
            throw Problem.SEMANTIC.at(name.span(), format.kusto() + " is no text: it cannot stand in a command.");
        }
        Path file = write(data);
        try {
            Ingestion.Files files = new Ingestion.Files(
                    List.of(new SourceFile(file, "the inline data")),
                    format,
                    ReadOptions.DEFAULT.withSkipFirst(skipsFirst(properties)));
            if (properties.commit().equals(IngestionProperties.NONE) && streams(table, context)) {
                new StreamedFiles(context.store(), context.duckDb(), new StreamingIngest(context.store(), context.duckDb()))
                        .append(table, files, "", context.job().cancellation());
                // Rows inside the catalogue belong to no extent yet.
                return Rows.of("ExtentId:guid").add(NO_EXTENT);
            }
            List<WrittenExtent> extents = append(context, table, files, properties);
            Rows rows = Rows.of("ExtentId:guid");
            ids(extents).forEach(rows::add);
            return rows;
        } finally {
            delete(file);
        }
    }

    /** Whether the table, or its database, has streaming ingestion switched on. */
    private static boolean streams(TableDef table, CommandContext context) {
        return context.store()
                .policies()
                .effective(context.snapshot(), table, "streamingingestion")
                .filter(policy -> policy.contains("\"IsEnabled\":true"))
                .isPresent();
    }

    private static List<WrittenExtent> append(
            CommandContext context, TableDef table, Ingestion.Files files, IngestProperties properties) {
        return new Ingestion(context.duckDb(), context.store())
                .append(table, files, properties.commit(), context.job().cancellation())
                .extents();
    }

    private static IngestProperties properties(CommandText text) {
        IngestProperties properties = IngestProperties.of(text, IngestProperties.FILES);
        text.end();
        return properties;
    }

    private static boolean skipsFirst(IngestProperties properties) {
        return properties.flag("ignoreFirstRecord");
    }

    /** As Kusto does, where nothing was loaded one row with an empty id. */
    private static List<String> ids(List<WrittenExtent> extents) {
        return extents.isEmpty()
                ? List.of(NO_EXTENT)
                : extents.stream().map(SchemaCommands::extentId).toList();
    }

    private static IngestFormat format(IngestProperties properties, IngestFormat otherwise) {
        return properties.value("format").map(FileIngestCommands::format).orElse(otherwise);
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
            return Files.writeString(file, InlineRows.rows(data));
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
