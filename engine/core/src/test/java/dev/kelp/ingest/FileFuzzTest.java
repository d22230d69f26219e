package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few spoilt files of each format; dev/fuzz --files tries thousands. */
class FileFuzzTest {
    @TempDir
    Path folder;

    @Test
    void spoiltFilesGiveRowsOrAMessage() throws IOException, SQLException {
        try (FileFuzz fuzz = new FileFuzz(folder)) {
            fuzz.rightFilesAreRead();
            for (String kind : fuzz.kinds().keySet()) {
                for (int seed = 0; seed < 8; seed++) {
                    fuzz.attempt(kind, seed);
                }
            }
            assertEquals(List.of(), fuzz.defects);
        }
    }

    @Test
    void endlessLinesAreRefused() throws IOException {
        FileBombs bombs = new FileBombs(folder, 70 << 20);
        bombs.run(List.of(IngestFormat.CSV), List.of(""), false);
        bombs.run(List.of(IngestFormat.CSV), List.of(".gz"), false);
        bombs.run(List.of(IngestFormat.TXT), List.of(".zip", ".gz.gz"), false);
        assertEquals(List.of(), bombs.defects);
        assertEquals(4, bombs.outcomes.size());
    }
}
