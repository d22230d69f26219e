package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies of tables and databases. */
class PolicyCommands_Test {
    private static final String DEFAULT = "{\"SoftDeletePeriod\":\"365000.00:00:00\",\"Recoverability\":\"Enabled\"}";

    @TempDir
    Path folder;

    private EngineFixture db;

    @BeforeEach
    void open() {
        db = new EngineFixture(folder);
        db.run(".create table T (n:long)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    private Object shown(String of) {
        return db.cell(".show " + of + " | project Policy");
    }

    @Test
    void shownAsKustoDoes() {
        assertEquals(
                List.of(List.of("RetentionPolicy", "[main].[T]", "null", "", "Table")),
                db.run(".show table T policy retention"));
        db.run(".alter database main policy retention '{}'");
        assertEquals(
                List.of(List.of("RetentionPolicy", "[main]", DEFAULT, "[\"T\"]", "Database")),
                db.run(".show database policy retention"));
        assertEquals("null", shown("table T policy retention"));
        assertEquals(1, db.run(".show table * policy retention").size());
    }

    @Test
    void altered() {
        db.run(".alter-merge table T policy retention softdelete = 10d recoverability = disabled");
        db.run(".alter-merge table T policy retention '{\"recoverability\":0}'");
        assertEquals(
                "{\"SoftDeletePeriod\":\"10.00:00:00\",\"Recoverability\":\"Enabled\"}",
                shown("table T policy retention"));
        db.run(".alter table T policy retention ```{\n}```");
        assertEquals(DEFAULT, shown("table T policy retention"));
        db.run(".delete table T policy retention");
        assertEquals("null", shown("table T policy retention"));
        db.run(".create table U (n:long)");
        db.run(".alter tables (T, U) policy ingestionbatching '{\"MaximumBatchingTimeSpan\":\"00:00:30\"}'");
        assertEquals(
                "{\"MaximumBatchingTimeSpan\":\"00:00:30\",\"MaximumNumberOfItems\":500,\"MaximumRawDataSizeMB\":1024}",
                shown("table U policy ingestionbatching"));
        db.run(".alter database policy streamingingestion enable");
        assertTrue(String.valueOf(shown("database policy streamingingestion")).contains("\"IsEnabled\":true"));
        db.run(".alter table T policy merge '{\"Lookback\":{\"Kind\":\"Custom\",\"CustomPeriod\":\"1.00:00:00\"}}'");
        assertTrue(String.valueOf(shown("table T policy merge")).contains("\"CustomPeriod\":\"1.00:00:00\""));
    }

    @Test
    void wrongOnesAreRefused() {
        for (String wrong : List.of(
                "retention '{\"SoftDelete\":\"1.00:00:00\"}'",
                "retention '{\"SoftDeletePeriod\":1}'",
                "retention '[]'",
                "retention",
                "ingestionbatching '{\"MaximumNumberOfItems\":0}'",
                "ingestionbatching '{\"MaximumBatchingTimeSpan\":\"01:00:00\"}'",
                "streamingingestion '{}'",
                "merge '{\"Lookback\":{\"Kind\":\"Custom\"}}'",
                "merge '{\"AllowMerge\":\"yes\"}'",
                "retentions '{}'")) {
            KqlException refused = db.refused(".alter table T policy " + wrong);
            assertNotNull(refused.span(), refused.describe());
        }
        db.refused(".alter database main policy ingestiontime true");
    }

    @Test
    void thoseWithoutMeaningAreRefusedByName() {
        for (String name : Policy.REFUSED.keySet()) {
            KqlException refused = db.refused(".alter table T policy " + name + " '{}'");
            assertEquals(Problem.NOT_SUPPORTED, refused.problem());
            assertNotNull(refused.hint());
        }
    }

    @Test
    void aTableMayForgetWhenRowsCameIn() {
        db.run(".append T <| print 1");
        db.run(".delete table T policy ingestiontime");
        db.run(".append T <| print 2");
        assertNull(db.cell("T | where n == 2 | project ingestion_time()"));
        assertEquals(List.of(List.of(1L)), db.run("T | where ingestion_time() > ago(1h)"));
        assertEquals(List.of(List.of(2L)), db.run("T | where isnull(ingestion_time())"));
        db.run(".alter table T policy ingestiontime true");
        db.run(".append T <| print 3");
        assertEquals(2L, db.cell("T | where ingestion_time() > ago(1h) | count"));
    }
}
