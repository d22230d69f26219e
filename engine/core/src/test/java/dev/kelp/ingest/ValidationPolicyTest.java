package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.text.KqlException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong record refuses the file, or is left out and told of; it is never rows of nulls. */
class ValidationPolicyTest {
    private static final String MIXED = "1,a\n2\nx,c\n4,d,e\n\"5\"z,f\n6,g\n";

    @TempDir
    Path folder;

    @Test
    void wrongRecordsAreLeftOutAndTold() throws IOException, SQLException {
        try (FormatFixture t = fixture()) {
            Ingested ingested = t.ingest(t.file("mixed.csv", MIXED), IngestFormat.CSV, policy(1, 1));
            assertEquals(4, ingested.skipped().records());
            assertEquals(
                    List.of(2, 3, 4, 5),
                    ingested.skipped().first().stream()
                            .map(s -> Integer.parseInt(s.substring(5, 6)))
                            .toList());
            assertTrue(
                    ingested.skipped().first().get(1).contains("'x' is no long"),
                    ingested.skipped().toString());
            assertEquals(List.of(List.of(1L, "a"), List.of(6L, "g")), t.tables.rows("t"));
        }
    }

    @Test
    void anyWidth() throws IOException, SQLException {
        try (FormatFixture t = fixture()) {
            Ingested ingested = t.ingest(t.file("mixed.csv", MIXED), IngestFormat.CSV, policy(0, 1));
            assertEquals(2, ingested.skipped().records());
            assertEquals(
                    List.of(List.of(1L, "a"), List.of(2L, ""), List.of(4L, "d"), List.of(6L, "g")), t.tables.rows("t"));
        }
    }

    @Test
    void constantWidth() throws IOException, SQLException {
        try (FormatFixture t = fixture()) {
            assertEquals(List.of(List.of(1L, ""), List.of(2L, "")), t.read(IngestFormat.CSV, "1\n2\n", policy(1, 0)));
            KqlException refused =
                    assertThrows(KqlException.class, () -> t.read(IngestFormat.CSV, "1\n2,b\n", policy(1, 0)));
            assertTrue(refused.message().contains("the first record has 1"), refused.message());
        }
    }

    @Test
    void aBadCellRefusesTheFileUnlessLeftOut() throws IOException {
        try (FormatFixture t = fixture()) {
            KqlException refused =
                    assertThrows(KqlException.class, () -> t.read(IngestFormat.CSV, "1,a\nx,b\n", policy(0, 0)));
            assertTrue(refused.message().startsWith("Line 2 of "), refused.message());
            assertEquals(List.of("Nothing was added."), Arrays.asList(refused.hint()));
        }
    }

    @Test
    void jsonLines() throws IOException, SQLException {
        try (FormatFixture t = fixture()) {
            Ingested ingested = t.ingest(
                    t.file("m.json", "{\"id\": 1}\n{\"id\": \n[2]\n{\"id\": \"x\"}\n{\"id\": 5, \"name\": \"e\"}"),
                    IngestFormat.JSON,
                    policy(1, 1));
            assertEquals(3, ingested.skipped().records());
            assertEquals(List.of(List.of(1L, ""), List.of(5L, "e")), t.tables.rows("t"));
        }
    }

    @Test
    void onlyTheFirstAreTold() throws IOException {
        try (FormatFixture t = fixture()) {
            Ingested ingested = t.ingest(t.file("bad.csv", "x,y\n".repeat(5_000)), IngestFormat.CSV, policy(2, 1));
            assertEquals(5_000, ingested.skipped().records());
            assertEquals(Skipped.TOLD, ingested.skipped().first().size());
            assertEquals(List.of(), ingested.extents());
        }
    }

    @Test
    void policiesThatAreNone() {
        for (String json : List.of("", "1", "{\"ValidationOptions\": 3}", "{\"Options\": 1}")) {
            assertThrows(KqlException.class, () -> ValidationPolicy.parse(json));
        }
        assertEquals(ValidationPolicy.STRICT, ValidationPolicy.parse("{}"));
    }

    private FormatFixture fixture() {
        return new FormatFixture(folder, "id:long, name:string");
    }

    private static ReadOptions policy(int options, int implications) {
        return ReadOptions.DEFAULT.withValidation(ValidationPolicy.parse(
                "{\"ValidationOptions\": " + options + ", \"ValidationImplications\": " + implications + "}"));
    }
}
