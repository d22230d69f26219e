package dev.kelp.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Request;
import dev.kelp.text.KqlException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as earlier commits left them, for those who ask in KQL. */
class TimeTravelTest {
    @TempDir
    Path folder;

    @Test
    void aRequestReadsTheTablesOfACommit() {
        try (EngineFixture engine = new EngineFixture(folder)) {
            engine.run(".create table T (n:int, s:string)");
            engine.run(".ingest inline into table T <|\n1,a\n");
            long first = engine.engine.snapshot().id();
            engine.run(".rename column T.s to text");
            engine.run(".ingest inline into table T <|\n2,b\n");
            Request all = Request.of("T");
            assertEquals(List.of(List.of(1, "a")), at(engine, all, "kelp_snapshot", "" + first));
            assertEquals(List.of(List.of(1, "a")), engine.run("set kelp_snapshot = " + first + "; T"));
            assertEquals(
                    List.of(List.of(first == 2 ? "n:int,s:string" : "")),
                    at(engine, Request.of(".show table T cslschema | project Schema"), "KELP_Snapshot", "" + first));
            assertEquals(List.of(List.of(2L)), engine.run("T | count"));
            assertEquals(List.of(), at(engine, all, "kelp_snapshot", "1"));
        }
    }

    @Test
    void aRequestReadsTheTablesOfAMoment() {
        try (EngineFixture engine = new EngineFixture(folder)) {
            engine.run(".create table T (n:int)");
            engine.run(".ingest inline into table T <|\n1\n");
            Object then = engine.cell("print now() + 1ms");
            String moment =
                    String.valueOf(engine.cell("print format_datetime(now() + 1ms, 'yyyy-MM-dd HH:mm:ss.fffffff')"));
            while (((Long) engine.cell("print now()")).longValue() <= ((Long) then).longValue() + 20_000) {
                Thread.onSpinWait();
            }
            engine.run(".ingest inline into table T <|\n2\n");
            assertEquals(List.of(List.of(1L)), at(engine, Request.of("T | count"), "kelp_timestamp", moment));
            assertEquals(List.of(List.of(1L)), engine.run("set kelp_timestamp = datetime(" + moment + "); T | count"));
            assertEquals(List.of(List.of(2L)), at(engine, Request.of("T | count"), "kelp_timestamp", "9999-12-31"));
        }
    }

    @Test
    void whatCannotBeIsSaid() {
        try (EngineFixture engine = new EngineFixture(folder)) {
            engine.run(".create table T (n:int)");
            refused(engine, "T", "kelp_snapshot", "99", "no snapshot 99");
            refused(engine, "T", "kelp_snapshot", "x", "'kelp_snapshot'");
            refused(engine, "T", "kelp_timestamp", "soon", "'kelp_timestamp'");
            refused(engine, "T", "kelp_timestamp", "1999-01-01", "no snapshot of 1999-01-01");
            refused(engine, ".drop table T", "kelp_snapshot", "1", "as they are now");
        }
    }

    private static List<List<@Nullable Object>> at(EngineFixture engine, Request request, String option, String value) {
        return engine.run(request.options(Map.of(option, value)));
    }

    private static void refused(EngineFixture engine, String text, String option, String value, String part) {
        KqlException refused = assertThrows(KqlException.class, () -> at(engine, Request.of(text), option, value));
        assertTrue(refused.describe().contains(part), refused.describe());
    }
}
