package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.fuzz.AnyName;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names of every kind for everything that has one: each works and comes back as it was, or is refused in words; nothing is written
 * outside the database, and no name is taken for anything but a name. {@code dev/names} tries 10,000 of them.
 */
class Names_Test {
    private static final int TRIES = Integer.getInteger("kelp.names", 120);
    private static final long SEED = 20_261_123;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final List<String> failures = new ArrayList<>();
    private EngineFixture db;
    private int worked;

    /** Does something with a name; throws a KqlException where the name is refused. */
    private interface Try {
        void run(String name) throws IOException;
    }

    @Test
    void everyNameWorksOrIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("files"));
        db = new EngineFixture(folder.resolve("db"));
        try {
            db.run(".set TheGuard <| print n = 1");
            db.run(".create table S (s:string)");
            List<Try> tries = List.of(
                    this::table,
                    this::column,
                    this::mapping,
                    this::tag,
                    this::folder,
                    this::file,
                    this::database,
                    this::value,
                    this::bare);
            for (int i = 0; i < TRIES; i++) {
                String name = AnyName.next(random);
                int kind = i % tries.size();
                try {
                    tries.get(kind).run(name);
                    worked++;
                } catch (KqlException e) {
                    if (e.problem() == Problem.BUG || e.message().isBlank()) {
                        failures.add(kind + " " + name + ": " + e.describe());
                    }
                } catch (RuntimeException | AssertionError e) {
                    failures.add(kind + " " + name + ": " + e);
                }
            }
            assertEquals(List.of(), failures, () -> failures.size() + " of " + TRIES);
            assertEquals(List.of(List.of(1L)), db.run("TheGuard"));
        } finally {
            db.close();
        }
        try (EngineFixture again = new EngineFixture(folder.resolve("db"))) {
            assertEquals(List.of(List.of(1L)), again.run("TheGuard"));
            assertEquals(2, again.run(".show tables").size());
        }
        assertTrue(worked > TRIES / 3, worked + " of " + TRIES + " worked");
        assertEquals(List.of("db", "files"), children(folder));
        assertTrue(
                children(folder.resolve("db")).stream()
                        .allMatch(f -> f.startsWith("catalog.sqlite") || f.equals("data")),
                children(folder.resolve("db")).toString());
    }

    private static List<String> children(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
        }
    }

    private void table(String name) {
        db.run(".create table " + AnyName.entity(name) + " (n:long)");
        try {
            db.run(".ingest inline into table " + AnyName.entity(name) + " <| 7");
            same(List.of(List.of(7L)), db.run(AnyName.entity(name)));
            same(
                    1,
                    db.run(".show tables | where TableName == " + AnyName.quoted(name))
                            .size());
            same(name, db.cell(".show table " + AnyName.entity(name) + " cslschema | project TableName"));
        } finally {
            db.run(".drop table " + AnyName.entity(name));
        }
    }

    private void column(String name) {
        db.run(".create table C (" + AnyName.entity(name) + ":string, other:long)");
        try {
            db.run(".append C <| print 'x', 1");
            same(
                    List.of(List.of("x")),
                    db.run("C | where " + AnyName.entity(name) + " == 'x' | project " + AnyName.entity(name)));
            same(name, db.columns("C").get(0));
        } finally {
            db.run(".drop table C");
        }
    }

    private void mapping(String name) {
        String json = "[{\"column\":\"s\",\"Properties\":{\"Ordinal\":\"1\"}}]";
        db.run(".create table S ingestion csv mapping " + AnyName.quoted(name) + " '" + json + "'");
        same(json, db.cell(".show table S ingestion csv mapping " + AnyName.quoted(name) + " | project Mapping"));
        same(name, db.cell(".show table S ingestion mappings | project Name"));
        db.run(".ingest inline into table S with (ingestionMappingReference=" + AnyName.quoted(name) + ") <| a,b");
        db.run(".drop table S ingestion csv mapping " + AnyName.quoted(name));
        same("b", db.cell("S"));
        db.run(".clear table S data");
    }

    private void tag(String name) {
        String tags = dev.kelp.types.Json.texts(List.of("ingest-by:" + name)).write();
        String named = dev.kelp.types.Json.texts(List.of(name)).write();
        String command = ".append S with (tags=" + AnyName.quoted(tags) + ", ingestIfNotExists=" + AnyName.quoted(named)
                + ") <| print 'x'";
        db.run(command);
        same("ingest-by:" + name, db.cell("S | project tostring(extent_tags()[0])"));
        same(Problem.ALREADY_INGESTED, db.refused(command).problem());
        db.run(".clear table S data");
    }

    private void folder(String name) {
        db.run(".create table F (n:long) with (folder=" + AnyName.quoted(name) + ", docstring=" + AnyName.quoted(name)
                + ")");
        try {
            same(List.of(List.of(name, name)), db.run(".show table F cslschema | project Folder, DocString"));
        } finally {
            db.run(".drop table F");
        }
    }

    private void file(String name) throws IOException {
        Path file;
        try {
            Path wanted = folder.resolve("files").resolve(name.replace("/", "∕") + ".csv");
            file = Files.writeString(wanted, "x\n");
        } catch (IOException | InvalidPathException e) {
            db.run(".ingest into table S (" + AnyName.quoted(name) + ")");
            throw new AssertionError("a file that cannot be there was read", e);
        }
        try {
            same(
                    file.toString(),
                    db.cell(".ingest into table S (" + AnyName.quoted(file.toString())
                            + ") with (format='csv') | project ItemLoaded"));
            same(1L, db.cell("S | count"));
        } finally {
            Files.delete(file);
            db.run(".clear table S data");
        }
    }

    private void database(String name) {
        db.run(".create database " + AnyName.entity(name));
        same(
                1,
                db.run(".show databases | where DatabaseName == " + AnyName.quoted(name))
                        .size());
        db.run(".drop database " + AnyName.entity(name));
    }

    private void value(String name) {
        db.run(".append S <| print " + AnyName.quoted(name));
        try {
            same(name, db.cell("S"));
        } finally {
            db.run(".clear table S data");
        }
    }

    /** Where a name belongs and none of its kind stands: whatever it says, no more than the command may happen. */
    private void bare(String name) {
        String text = List.of(
                        ".show table ", ".append S with (tags=", ".ingest inline into table ", ".show operations ")
                .get(random.nextInt(4));
        db.run(text + name);
    }

    private static void same(@Nullable Object expected, @Nullable Object actual) {
        assertEquals(expected, actual);
    }
}
