package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.run.TableFixture;
import dev.kelp.tables.IngestionProperties;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table {@code t} and files to fill it from. */
final class FormatFixture implements AutoCloseable {
    final TableFixture tables;
    private final Path folder;

    /** @param columns as in {@code id:long, name:string} */
    FormatFixture(Path folder, String columns) {
        this.folder = folder;
        this.tables = new TableFixture(folder.resolve("store"));
        create("t", columns);
    }

    void create(String table, String columns) {
        Field[] fields = Arrays.stream(columns.split(", "))
                .map(c -> new Field(
                        c.substring(0, c.lastIndexOf(':')),
                        KqlType.named(c.substring(c.lastIndexOf(':') + 1)).orElseThrow()))
                .toArray(Field[]::new);
        tables.create(table, fields);
    }

    Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    Path file(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Ingested ingest(Path file, IngestFormat format, ReadOptions options) {
        return ingest("t", file, format, options);
    }

    Ingested ingest(String table, Path file, IngestFormat format, ReadOptions options) {
        return new Ingestion(tables.duckDb, tables.store)
                .append(
                        tables.table(table),
                        Ingestion.Files.of(List.of(file), format, options),
                        IngestionProperties.NONE,
                        new Cancellation());
    }

    /** The rows that a text turns into. */
    List<List<@Nullable Object>> read(IngestFormat format, String text, ReadOptions options)
            throws IOException, SQLException {
        ingest(file("data.txt", text), format, options);
        return tables.rows("t");
    }

    List<List<@Nullable Object>> read(IngestFormat format, String text) throws IOException, SQLException {
        return read(format, text, ReadOptions.DEFAULT);
    }

    @Override
    public void close() {
        tables.close();
    }
}
