package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.text.KqlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decimals without room in the stored form are refused by their place, in every format; no other loses a digit. */
class DecimalPlaceTest {
    private static final String LARGE = "123456789012345678901.5";

    @TempDir
    Path folder;

    @Test
    void textFormats() throws IOException {
        for (IngestFormat format : List.of(IngestFormat.CSV, IngestFormat.PSV, IngestFormat.TSVE)) {
            String delimiter = format == IngestFormat.TSVE ? "\t" : format.delimiter();
            refused(format, ("1_0.5\n2_" + LARGE + "\n").replace("_", delimiter), "Line 2 of ");
        }
        refused(IngestFormat.JSON, "{\"i\": 1}\n{\"i\": 2, \"d\": " + LARGE + "}\n", "Line 2 of ");
        refused(IngestFormat.MULTIJSON, "[{\"i\": 1},\n\n{\"i\": 2, \"d\": \"" + LARGE + "\"}]", "Line 3 of ");
        refused(IngestFormat.W3CLOGFILE, "#Fields: i d\n1 1.5\n2 " + LARGE + "\n", "Line 3 of ");
    }

    private void refused(IngestFormat format, String text, String place) throws IOException {
        try (FormatFixture t = new FormatFixture(folder.resolve(format.kusto()), "i:long, d:decimal")) {
            Path file = t.file(
                    "d." + format.kusto() + ".gz",
                    FuzzFiles.packed(GZIPOutputStream::new, text.getBytes(StandardCharsets.UTF_8)));
            told(t, file, format, place);
            told(t, t.file("d." + format.kusto(), text), format, place);
        }
    }

    private static void told(FormatFixture t, Path file, IngestFormat format, String place) {
        KqlException refused = assertThrows(KqlException.class, () -> t.ingest(file, format, ReadOptions.DEFAULT));
        assertEquals(place + file + ": table 't' cannot hold the decimal " + LARGE + ".", refused.message());
        assertTrue(Objects.requireNonNull(refused.hint()).contains("20 digits before the point and 18 after"));
    }

    @Test
    void parquet() throws IOException, SQLException {
        try (FormatFixture t = new FormatFixture(folder, "i:long, d:decimal")) {
            Path file = folder.resolve("d.parquet");
            t.tables.execute("COPY (SELECT i, CAST(if(i = 3, '" + LARGE + "', '0.5') AS DECIMAL(38, 10)) AS d"
                    + " FROM range(5) AS r(i)) TO '" + file + "' (FORMAT parquet)");
            told(t, file, IngestFormat.PARQUET, "Record 4 of ");
        }
    }

    @Test
    void digitsThatFitAreKept() throws IOException, SQLException {
        try (FormatFixture t = new FormatFixture(folder, "i:long, d:decimal")) {
            assertEquals(
                    List.of(
                            Arrays.asList(1L, "-99999999999999999999.12345678901234"),
                            Arrays.asList(2L, "0.000000000000000001"),
                            Arrays.asList(3L, "1234567890123456.123456789012345678"),
                            Arrays.asList(4L, "1.5")),
                    t.read(
                            IngestFormat.CSV,
                            "1,-99999999999999999999.12345678901234\n2,1e-18\n3,1234567890123456.123456789012345678\n"
                                    + "4,1.50000000000000000000000000000000000000000\n"));
            KqlException refused = assertThrows(
                    KqlException.class,
                    () -> t.read(IngestFormat.CSV, "1,1\n2,12345678901234567.123456789012345678\n"));
            assertTrue(
                    refused.message().contains("has more than the 34 digits of a decimal (column 'd')"),
                    refused.message());
        }
    }
}
