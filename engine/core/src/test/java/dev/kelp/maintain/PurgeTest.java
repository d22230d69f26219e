package dev.kelp.maintain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.store.CatalogPlace;
import dev.kelp.text.KqlException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A purge leaves no trace of a row in any file. */
class PurgeTest {
    @TempDir
    Path folder;

    private Tables kelp;

    CatalogPlace place(Path folder) {
        return CatalogPlace.of(folder);
    }

    @BeforeEach
    void open() {
        kelp = new Tables(place(folder));
        kelp.run(".set T <| range n from 1 to 5 step 1 | extend s = strcat('secret', n), d = dynamic(null)");
        kelp.run(
                ".append T with (tags='[\"a\"]') <| range n from 6 to 9 step 1 | extend s = strcat('secret', n), d = dynamic(1)");
    }

    @AfterEach
    void close() {
        kelp.close();
    }

    /** Whether a file of rows holds a text. */
    private boolean isOnDisk(String text) throws SQLException {
        for (Path file : kelp.paths()) {
            try (Connection connection = kelp.duckDb.connect();
                    Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery("SELECT count(*) FROM read_parquet('" + file
                            + "', union_by_name = true) AS r WHERE CAST(r AS VARCHAR) LIKE '%" + text + "%'")) {
                found.next();
                if (found.getLong(1) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void rowsGoFromAllFiles() throws SQLException {
        // One row is deleted before, one lies only in an extent that has ended.
        kelp.run(".delete table T records <| T | where n == 2");
        kelp.run(".set-or-append T with (tags='[\"b\"]') <| print n = 20, s = 'secret20', d = dynamic(2)");
        kelp.run(".drop extents <| .show table T extents where tags has 'b'");
        assertTrue(isOnDisk("secret2"));
        List<Object> before = List.of(kelp.run("T | where n in (1, 3) | project n, ingestion_time() | order by n asc"));
        kelp.run(".purge table T records in database main with (noregrets='true') <| where s startswith 'secret2'");
        assertEquals(8, kelp.count());
        assertEquals(before, List.of(kelp.run("T | where n in (1, 3) | project n, ingestion_time() | order by n asc")));
        assertTrue(!isOnDisk("secret2"));
        assertTrue(isOnDisk("secret3"));
        assertEquals(2, kelp.files().size());
        assertEquals(
                1L,
                kelp.run(".show purges | where State == 'Completed' | count")
                        .get(0)
                        .get(0));
        assertEquals(
                4L, kelp.run("T | where extent_tags() has 'a' | count").get(0).get(0));
    }

    @Test
    void theFirstStepOnlyCounts() {
        String purge = ".purge table T records in database main ";
        String where = "<| where n > 3 and n != 7";
        List<Object> first = kelp.run(purge + where).get(0);
        assertEquals(5L, first.get(0));
        assertEquals(9, kelp.count());
        assertThrows(KqlException.class, () -> kelp.run(purge + "with (verificationtoken=h'x') " + where));
        kelp.run(purge + "with (verificationtoken=h'" + first.get(2) + "') " + where);
        assertEquals(4, kelp.count());
    }

    @Test
    void aWholeTableCanGo() {
        kelp.run(".purge table T records in database main with (noregrets='true') <| where n > 0");
        assertEquals(0, kelp.count());
        assertEquals(List.of(), kelp.files());
        assertThrows(
                KqlException.class,
                () -> kelp.run(".purge table T records in database main with (noregrets='true') <| take 1"));
    }

    @Test
    void aTableAndItsPastGo() throws SQLException {
        kelp.run(".delete table T records <| T | where n == 2");
        kelp.run(".rename table T to Gone");
        kelp.run(".alter table Gone policy streamingingestion enable");
        kelp.run(".ingest inline into table Gone <| 77,secretinside,1");
        kelp.run(".set Left <| print n = 1");
        String purge = ".purge table Gone in database main allrecords";
        Object token = kelp.run(purge).get(0).get(0);
        assertEquals(9, kelp.run("Gone").size());
        assertThrows(KqlException.class, () -> kelp.run(purge + " with (verificationtoken=h'x')"));
        assertEquals(
                List.of("Left"),
                kelp.run(purge + " with (verificationtoken=h'" + token + "')").stream()
                        .map(row -> row.get(0))
                        .toList());
        assertTrue(!isOnDisk("secret"));
        assertEquals(1, kelp.files().size());
        assertEquals(List.of(List.of(1L)), kelp.run("Left | count"));
        assertEquals(List.of(List.of("Gone", "Completed")), kelp.run(".show purges | project TableName, State"));
        assertThrows(KqlException.class, () -> kelp.run(purge));
    }
}
