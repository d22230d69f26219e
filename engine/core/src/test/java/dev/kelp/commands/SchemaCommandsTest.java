package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that change what tables look like; the rows that are there stay readable. */
class SchemaCommandsTest {
    @TempDir
    Path folder;

    private EngineFixture engine;

    @BeforeEach
    void open() {
        engine = new EngineFixture(place(folder.resolve("db")));
        run(".create table T (n:int, s:string, at:datetime)");
        run(".ingest inline into table T <|\n1,a,2024-01-01\n2,b,2024-01-02T00:00:00.0000003Z\n");
    }

    /** The folder of the tables, with its catalogue settled. */
    Path place(Path database) {
        return database;
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anIntBecomesALongWithItsValues() {
        assertEquals(List.of(List.of("[T].[n]", "System.Int64", "null")), run(".alter column T.n type=long"));
        run(".ingest inline into table T <|\n3000000000,c,2024-01-03\n");
        assertEquals(List.of(List.of(1L), List.of(2L), List.of(3000000000L)), run("T | project n | sort by n asc"));
        assertEquals(List.of(List.of(2L)), run("T | where n > 1 and n < 5 | project n"));
    }

    @Test
    void everyOtherChangeOfTypeLeavesNulls() {
        run(".alter column ['T'].['n'] type=string");
        run(".alter column main.T.s type=dynamic");
        assertEquals(
                List.of(Arrays.asList("", null), Arrays.asList("", null)), run("T | sort by at asc | project n, s"));
        assertEquals(List.of("n:string,s:dynamic,at:datetime"), csl("T"));
        run(".ingest inline into table T <|\nx,\"[1,2]\",2024-01-04\n");
        assertEquals(List.of(List.of("x", "[1,2]")), run("T | where n == 'x' | project n, s"));
        run(".alter column T.n type=int");
        assertEquals(List.of(List.of(3L)), run("T | where isnull(n) | count"));
    }

    @Test
    void columnsChangeNamesAndPlaces() {
        run(".rename column T.n to m");
        run(".rename columns s = T.at, at = T.s");
        assertEquals(List.of("m:int,at:string,s:datetime"), csl("T"));
        assertEquals(
                List.of(List.of("b", 3.0)), run("T | where m == 2 | project at, (s - datetime(2024-01-02)) / 1tick"));
        refused(".rename column T.m to at", Problem.ALREADY_THERE);
        refused(".rename column T.x to y", Problem.UNKNOWN_COLUMN);
        run(".alter table T (s:datetime, extra:real, m:int)");
        assertEquals(List.of("s:datetime,extra:real,m:int"), csl("T"));
        run(".ingest inline into table T <|\n2024-01-03T00:00:00.0000007Z,1.5,3\n");
        assertEquals(
                List.of(Arrays.asList(null, 1), Arrays.asList(null, 2), Arrays.asList(1.5, 3)),
                run("T | sort by m asc | project extra, m"));
        refused(".alter table T (s:string)", Problem.WRONG_TYPE);
    }

    @Test
    void aDroppedColumnDoesNotComeBackUnderItsName() {
        run(".drop table T columns (s, at)");
        run(".drop column T.s ifexists");
        refused(".drop column T.s", Problem.UNKNOWN_COLUMN);
        refused(".drop column T.n", Problem.SEMANTIC);
        run(".alter-merge table T (s:string, at:datetime) with (docstring='d', folder='f')");
        assertEquals(List.of(Arrays.asList("", null), Arrays.asList("", null)), run("T | project s, at"));
        assertEquals(List.of(List.of("T", "main", "f", "d")), run(".show tables"));
    }

    @Test
    void tablesChangePlaces() {
        run(".create tables A (x:int), B (y:string) with (folder='f')");
        run(".ingest inline into table A <|\n1\n");
        assertEquals(2, run(".rename tables B = A, A = B").size());
        assertEquals(List.of(List.of(1)), run("B"));
        assertEquals(List.of("y:string"), csl("A"));
        run(".rename tables C = Nowhere ifexists, Temp = B");
        run(".rename table Temp to T2");
        assertEquals(List.of(List.of(1)), run("T2 | where x == 1"));
        refused(".rename table T2 to A", Problem.ALREADY_THERE);
        refused(".rename table T3 to U", Problem.UNKNOWN_TABLE);
        assertEquals(List.of(List.of("T", "main"), List.of("T2", "main")), run(".drop tables (A, Nowhere) ifexists"));
    }

    @Test
    void tablesAreMadeOrFilledUp() {
        run(".create table T (other:string)");
        assertEquals(List.of("n:int,s:string,at:datetime"), csl("T"));
        refused(".create-merge tables New (a:int), T (n:string)", Problem.WRONG_TYPE);
        refused(".show table New cslschema", Problem.UNKNOWN_TABLE);
        run(".create-merge tables New (a:int), T (n:int, more:guid)");
        assertEquals(List.of("n:int,s:string,at:datetime,more:guid"), csl("T"));
        run(".create table Copy based-on T with (folder='c')");
        assertEquals(csl("T"), csl("Copy"));
        refused(".create table Copy based-on T", Problem.SEMANTIC);
        run(".create table Copy based-on New ifnotexists");
        assertEquals(List.of(List.of("Copy", "main", "c", "")), run(".show tables (Copy)"));
    }

    @Test
    void whatPeopleSayOfThem() {
        run(".alter table T docstring 'a doc'");
        run(".alter table T folder 'a/folder'");
        run(".alter table T column-docstrings (n:'a number', s:'a text')");
        run(".alter-merge table T column-docstrings (s:'other')");
        run(".rename column T.s to text");
        String schema =
                String.valueOf(run(".show table T schema as json").get(0).get(1));
        assertTrue(schema.contains("\"CslType\":\"string\",\"DocString\":\"other\"}"), schema);
        assertTrue(schema.contains("\"DocString\":\"a number\""), schema);
        run(".alter table T column-docstrings (text:'last')");
        schema = String.valueOf(run(".show table T schema as json").get(0).get(1));
        assertTrue(!schema.contains("a number") && schema.contains("last"), schema);
        assertEquals(
                List.of("T", "main", "a/folder", "a doc"), run(".show tables").get(0));
    }

    @Test
    void aDroppedTableComesBack() {
        run(".alter column T.n type=long");
        run(".drop table T");
        Object version = run(".show journal | where Event == 'DROP-TABLE' | project OriginalEntityVersion")
                .get(0)
                .get(0);
        run(".create table T (z:int)");
        refused(".undo drop table T version='" + version + "'", Problem.ALREADY_THERE);
        run(".undo drop table T as Old version='" + version + "'");
        assertEquals(List.of(List.of(1L, "a"), List.of(2L, "b")), run("Old | sort by n asc | project n, s"));
        run(".ingest inline into table Old <|\n3,c,2024-01-03\n");
        assertEquals(List.of(List.of(3L)), run("Old | count"));
        refused(".undo drop table T as Older version='" + version + "'", Problem.CONFLICT);
        assertEquals(
                List.of(
                        List.of("CREATE-TABLE", "T"),
                        List.of("DROP-TABLE", "T"),
                        List.of("CREATE-TABLE", "T"),
                        List.of("CREATE-TABLE", "Old")),
                run(".show database main journal | where EntityName != 'main' and Event != 'ALTER-TABLE'"
                        + " | project Event, EntityName"));
    }

    @Test
    void databasesComeAndGo() {
        run(".create database D");
        refused(".create database D", Problem.ALREADY_THERE);
        run(".create database D ifnotexists");
        assertEquals(List.of(List.of("main"), List.of("D")), run(".show databases | project DatabaseName"));
        assertEquals(List.of(List.of("main")), run(".drop database D"));
        run(".drop database D ifexists");
        refused(".drop database main", Problem.SEMANTIC);
    }

    private List<Object> csl(String table) {
        return new ArrayList<>(
                run(".show table " + table + " cslschema | project Schema").get(0));
    }

    private void refused(String text, Problem problem) {
        KqlException refused = engine.refused(text);
        assertEquals(problem, refused.problem(), refused.describe());
    }

    private List<List<@Nullable Object>> run(String text) {
        return engine.run(text);
    }
}
