package dev.kelp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.fuzz.AnyName;
import dev.kelp.golden.GoldenFile;
import dev.kelp.golden.GoldenRunner;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of every kind on their way through Spark: tables, columns, tags and folders. {@code dev/names} tries more. */
class NamesOnSparkTest {
    private static final int TRIES = Integer.getInteger("kelp.names", 1_000) / 100;

    @TempDir
    Path folder;

    private int worked;

    @Test
    void everyNameWorksOrIsRefused() throws IOException {
        Random random = new Random(20_261_123);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            String name = AnyName.next(random);
            try {
                attempt(name, folder(name, i));
                worked++;
            } catch (KqlException e) {
                if (e.problem() == Problem.BUG || e.message().isBlank()) {
                    failures.add(name + ": " + e.describe());
                }
            } catch (Exception | AssertionError e) {
                failures.add(name + ": " + RoundTripTest.chain(e));
            }
        }
        assertEquals(List.of(), failures, () -> failures.size() + " of " + TRIES);
        assertTrue(worked > TRIES / 3, worked + " of " + TRIES + " worked");
    }

    /** The database's folder has such a name too, where it can have. */
    private Path folder(String name, int number) throws IOException {
        try {
            return Files.createDirectories(folder.resolve(number + name.replace("/", "∕")));
        } catch (IOException | InvalidPathException e) {
            return Files.createDirectories(folder.resolve("db" + number));
        }
    }

    private static void attempt(String name, Path at) {
        String tag = Json.texts(List.of(name)).write();
        try (Engine engine = Engine.open(at)) {
            engine.execute(Request.of(".set " + AnyName.entity(name) + " with (tags=" + AnyName.quoted(tag)
                            + ") <| print " + AnyName.entity(name) + " = 'x', n = 1"))
                    .close();
            StructType rows = new StructType(new StructField[] {
                new StructField(name, DataTypes.StringType, true, Metadata.empty()),
                new StructField("n", DataTypes.LongType, true, Metadata.empty())
            });
            LocalSpark.write(
                    LocalSpark.session().createDataFrame(List.of(RowFactory.create("y", 2L)), rows),
                    at,
                    name,
                    "append");
            Dataset<Row> back = LocalSpark.read(at, name);
            assertEquals(List.of(name, "n"), List.of(back.schema().fieldNames()));
            String column = "`" + name.replace("`", "``") + "`";
            assertEquals(
                    List.of(RowFactory.create("x")),
                    back.where(back.col(column).equalTo("x"))
                            .select(back.col(column))
                            .collectAsList());
            assertEquals(2, back.count());
            for (String query : List.of(
                    AnyName.entity(name) + " | where " + AnyName.entity(name) + " != 'z' | sort by n asc",
                    AnyName.entity(name) + " | project n, t = tostring(extent_tags()) | sort by n asc",
                    AnyName.entity(name) + " | where tostring(extent_tags()[0]) == " + AnyName.quoted(name)
                            + " | count",
                    "print " + AnyName.entity(name) + " = " + AnyName.quoted(name))) {
                assertEquals(answer(engine, "duckdb", query), answer(engine, "spark", query), query);
            }
        }
    }

    private static List<String> answer(Engine engine, String executor, String query) {
        List<String> answer = new GoldenRunner(engine, executor)
                .answer(new GoldenFile.Case(query, false, Map.of(), query, List.of()));
        assertTrue(!answer.get(0).startsWith("error KQ9"), answer + " " + query);
        return answer;
    }
}
