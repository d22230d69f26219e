package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Named ingestion mappings: made, changed, shown, dropped. */
class MappingCommands_Test {
    private static final String N = "[{\"column\":\"n\",\"Properties\":{\"Ordinal\":\"1\"}}]";

    @TempDir
    Path folder;

    private EngineFixture db;

    @BeforeEach
    void open() {
        db = new EngineFixture(folder);
        db.run(".create table T (n:long, s:string)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void madeOnceAndShown() {
        db.run(
                ".create table T ingestion csv mapping \"m\" '[' '{\"column\":\"n\", \"Properties\":{\"Ordinal\":\"1\"}}' ']'");
        assertEquals(
                Problem.ALREADY_THERE,
                db.refused(".create table T ingestion csv mapping 'm' '" + N + "'")
                        .problem());
        db.run(".create table T ingestion json mapping 'm' '[{\"column\":\"n\",\"path\":\"$.n\"}]'");
        assertEquals(
                List.of("Name", "Kind", "Mapping", "LastUpdatedOn", "Database", "Table"),
                db.columns(".show table T ingestion mappings"));
        assertEquals(
                List.of(List.of("m", "CSV", N)),
                db.run(".show table T ingestion csv mapping 'm' | project Name, Kind, Mapping"));
        assertEquals(2, db.run(".show table T ingestion mappings").size());
        // Another process sees the same.
        try (Engine other = Engine.open(folder)) {
            other.execute(Request.of(".drop table T ingestion csv mapping 'm'")).close();
        }
        assertTrue(
                db.refused(".show table T ingestion csv mapping 'm'").message().contains("'m'"));
    }

    @Test
    void changed() {
        db.refused(".alter table T ingestion csv mapping 'm' '" + N + "'");
        db.run(".create-or-alter table T ingestion csv mapping 'm' '" + N + "'");
        db.run(
                ".alter-merge table T ingestion csv mapping 'm' ```[{\"column\":\"s\",\"Properties\":{\"ConstValue\":\"a|b\"}},"
                        + "{\"column\":\"n\",\"Properties\":{\"Ordinal\":\"0\"}}]```");
        assertEquals(
                "[{\"column\":\"n\",\"Properties\":{\"Ordinal\":\"0\"}},{\"column\":\"s\",\"Properties\":{\"ConstValue\":\"a|b\"}}]",
                db.cell(".show table T ingestion csv mapping 'm' | project Mapping"));
        db.run(".alter table T ingestion csv mapping 'm' '" + N + "'");
        assertEquals(N, db.cell(".show table T ingestion csv mapping 'm' | project Mapping"));
    }

    @Test
    void databasesHaveThemToo() {
        db.run(".create database main ingestion csv mapping 'd' '" + N + "'");
        assertEquals(
                List.of("Name", "Kind", "Mapping", "LastUpdatedOn", "Database"),
                db.columns(".show database main ingestion mappings"));
        assertEquals(0, db.run(".show table T ingestion mappings").size());
        db.run(".drop database main ingestion csv mapping 'd'");
        assertEquals(0, db.run(".show database main ingestion mappings").size());
    }

    @Test
    void theyGoWithTheirTable() {
        db.run(".create table T ingestion csv mapping 'm' '" + N + "'");
        db.run(".rename table T to U");
        assertEquals(1, db.run(".show table U ingestion mappings").size());
        db.run(".drop table U");
        db.run(".create table U (n:long)");
        assertEquals(0, db.run(".show table U ingestion mappings").size());
    }

    @Test
    void wrongOnesAreRefused() {
        for (String wrong : List.of("[]", "{}", "x", "[{\"Properties\":{\"Ordinal\":\"1\"}}]")) {
            assertEquals(
                    Problem.SEMANTIC,
                    db.refused(".create table T ingestion csv mapping 'm' '" + wrong + "'")
                            .problem());
        }
        db.refused(".create table T ingestion csv mapping '' '" + N + "'");
        db.refused(".create table T ingestion azmonstream mapping 'm' '" + N + "'");
        db.refused(".create table None ingestion csv mapping 'm' '" + N + "'");
    }
}
