package dev.kelp.maintain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.ingest.InlinedFlush;
import dev.kelp.run.Cancellation;
import dev.kelp.store.CatalogPlace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies from the command that sets them to what becomes of the rows. */
class PoliciesTest {
    @TempDir
    Path folder;

    private Tables kelp;

    @BeforeEach
    void open() {
        kelp = new Tables(CatalogPlace.of(folder));
        for (String table : List.of("T", "U")) {
            kelp.run(".create table " + table + " (n:long)");
        }
    }

    @AfterEach
    void close() {
        kelp.close();
    }

    private void old(String table, int days) {
        kelp.run(".append " + table + " with (creationTime='"
                + String.valueOf(kelp.run("print format_datetime(now() - " + days + "d, 'yyyy-MM-dd')")
                        .get(0)
                        .get(0))
                + "') <| print n = " + days);
    }

    private List<?> days(String table) {
        return kelp.run(table + " | order by n asc | summarize make_list(n)").get(0);
    }

    @Test
    void retentionOfATableGoesBeforeItsDatabases() {
        for (int days : new int[] {2, 20, 200}) {
            old("T", days);
            old("U", days);
        }
        assertEquals(0, kelp.maintain().dropped());
        kelp.run(".alter database main policy retention softdelete = 100d");
        kelp.run(".alter table T policy retention softdelete = 10d recoverability = disabled");
        assertEquals(3, kelp.maintain().dropped());
        assertEquals(List.of("[2]"), days("T"));
        assertEquals(List.of("[2,20]"), days("U"));
        kelp.run(".alter-merge table T policy retention '{\"SoftDeletePeriod\": \"1.00:00:00\"}'");
        assertTrue(
                String.valueOf(kelp.run(".show table T policy retention")).contains("\"Recoverability\":\"Disabled\""));
        assertTrue(String.valueOf(kelp.run(".show table T details | project RetentionPolicy"))
                .contains("1.00:00:00"));
        assertEquals(1, kelp.maintain().dropped());
        kelp.run(".delete table T policy retention");
        old("T", 20);
        old("T", 200);
        assertEquals(1, kelp.maintain().dropped());
        assertEquals(List.of("[20]"), days("T"));
        kelp.run(".alter tables (T, U) policy retention '{\"SoftDeletePeriod\": \"3650.00:00:00\"}'");
        old("T", 2000);
        assertEquals(0, kelp.maintain().dropped());
        assertEquals(2, kelp.run(".show table * policy retention").size());
    }

    @Test
    void mergesGoByTheirPolicy() {
        for (int i = 0; i < 9; i++) {
            old("T", 1);
            kelp.run(".append U <| range n from 1 to 10 step 1");
        }
        kelp.run(".alter table T policy merge '{\"AllowMerge\": false}'");
        kelp.run(".alter table U policy merge '{\"RowCountUpperBoundForMerge\": 45, \"MaxExtentsToMerge\": 5}'");
        assertEquals(8, kelp.maintain().merged());
        assertEquals(List.of(List.of(10L), List.of(40L), List.of(40L)), rowCounts("U"));
        kelp.run(".alter-merge table T policy merge '{\"AllowMerge\": true}'");
        old("T", 4);
        // The one that is days older stays apart.
        assertEquals(9, kelp.maintain().merged());
        assertEquals(List.of(List.of(1L), List.of(9L)), rowCounts("T"));
    }

    private List<?> rowCounts(String table) {
        return kelp.run(".show table " + table + " extents | project RowCount | order by RowCount asc");
    }

    @Test
    void rowsOfATableThatForgetsHaveNoTimeWhicheverWayTheyCame() {
        kelp.run(".alter table T policy streamingingestion enable");
        kelp.run(".alter table T policy ingestiontime '{\"IsEnabled\": false}'");
        kelp.run(".ingest inline into table T <| 1");
        List<List<@Nullable Object>> forgotten = List.of(Collections.singletonList(null));
        assertEquals(forgotten, kelp.run("T | project ingestion_time()"));
        assertEquals(
                0L,
                kelp.run("T | where ingestion_time() > ago(1h) | count").get(0).get(0));
        flush();
        assertEquals(forgotten, kelp.run("T | project ingestion_time()"));
        kelp.run(".alter table T policy retention softdelete = 10d");
        assertEquals(0, kelp.maintain().dropped());
        kelp.run(".alter table T policy ingestiontime true");
        kelp.run(".ingest inline into table T <| 2");
        assertEquals(
                List.of(Arrays.asList(1L, true), Arrays.asList(2L, false)),
                kelp.run("T | project n, isnull(ingestion_time()) | order by n asc"));
    }

    @Test
    void rowsInsideTheCatalogueAreCounted() {
        kelp.run(".append T <| range n from 1 to 5 step 1");
        kelp.run(".alter table T policy streamingingestion enable");
        kelp.run(".ingest inline into table T <| 6\n7\n8");
        long then = kelp.store.snapshot().id();
        kelp.run(".delete table T records <| T | where n in (1, 8)");
        String counts = " | where TableName == 'T' | project TotalExtents, TotalRowCount, HotRowCount";
        for (String command : List.of(".show table T details", ".show tables details", ".show tables (T, U) details")) {
            assertEquals(List.of(List.of(1L, 6L, 6L)), kelp.run(command + counts), command);
        }
        assertEquals(8L, kelp.store.snapshot(then).size(kelp.table()).rows());
        flush();
        assertEquals(List.of(List.of(2L, 6L, 6L)), kelp.run(".show tables details" + counts));
        assertEquals(
                List.of(List.of("T", 6L), List.of("U", 0L)),
                kelp.run(".show tables details | project TableName, TotalRowCount | order by TableName asc"));
    }

    private void flush() {
        new InlinedFlush(kelp.store, kelp.duckDb).run(InlinedFlush.Due.NOW, new Cancellation());
    }
}
