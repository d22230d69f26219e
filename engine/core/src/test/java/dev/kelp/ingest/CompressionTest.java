package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.text.KqlException;
import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packed files are told by their first bytes, and must be what their names say. */
class CompressionTest {
    private static final String CSV = "1,a\n2,b\n";
    private static final List<List<Object>> ROWS = List.of(List.of(1L, "a"), List.of(2L, "b"));

    @TempDir
    Path folder;

    private interface Packer {
        OutputStream open(OutputStream out) throws IOException;
    }

    @Test
    void everyPacking() throws IOException, SQLException {
        String[] endings = {".csv.gz", ".csv.zst", ".csv.bz2", ".csv"};
        Packer[] packers = {GZIPOutputStream::new, ZstdOutputStream::new, new BZip2HadoopStreams()::createOutputStream};
        for (IngestFormat format : List.of(IngestFormat.CSV, IngestFormat.TSVE)) {
            String text = format == IngestFormat.CSV ? CSV : CSV.replace(',', '\t');
            for (Packer packer : packers) {
                for (String ending : endings) {
                    boolean its =
                            ending.equals(".csv") || endings[List.of(packers).indexOf(packer)].equals(ending);
                    try (FormatFixture t = fixture()) {
                        Path file = t.file("data" + ending, packed(packer, text));
                        if (its) {
                            t.ingest(file, format, ReadOptions.DEFAULT);
                            assertEquals(ROWS, t.tables.rows("t"), format + ending);
                        } else {
                            refused(t, file, format, "though its name says so");
                        }
                    }
                }
            }
        }
    }

    @Test
    void archives() throws IOException, SQLException {
        try (FormatFixture t = fixture()) {
            Path file =
                    t.file("data.csv.zip", zip("b.csv", CSV, "../../../../tmp/kelp-escaped.csv", "3,c\n", "x.md", "?"));
            KqlException wrong =
                    assertThrows(KqlException.class, () -> t.ingest(file, IngestFormat.CSV, ReadOptions.DEFAULT));
            assertTrue(wrong.message().contains("data.csv.zip/x.md"), wrong.message());
            t.ingest(file, IngestFormat.CSV, ReadOptions.DEFAULT.withZipPattern(Pattern.compile(".*\\.csv")));
            assertEquals(3, t.tables.rows("t").size());
            assertTrue(Files.notExists(Path.of("/tmp/kelp-escaped.csv")));
            refused(t, t.file("empty.zip", zip()), IngestFormat.CSV, "empty");
        }
    }

    @Test
    void aBadByteInAnArchive() throws IOException {
        byte[] zip = zip("b.csv", CSV.repeat(1_000));
        try (FormatFixture t = fixture()) {
            zip[60] ^= 4;
            refused(t, t.file("flipped.zip", zip), IngestFormat.CSV, "flipped.zip");
        }
    }

    @Test
    void plainTextUnderANameOfGzip() throws IOException, SQLException {
        try (FormatFixture t = fixture()) {
            Path file = t.file("data.csv.gz", CSV);
            refused(t, file, IngestFormat.CSV, "is no gzip file");
            t.ingest(file, IngestFormat.CSV, ReadOptions.DEFAULT.withGzAsPlain(true));
            assertEquals(ROWS, t.tables.rows("t"));
        }
    }

    @Test
    void formatsByName() {
        assertEquals(IngestFormat.CSV, IngestFormat.ofPath("/a/b.csv.zip").orElseThrow());
        assertEquals(
                IngestFormat.W3CLOGFILE, IngestFormat.ofPath("u_ex.log.bz2").orElseThrow());
        assertEquals(IngestFormat.MULTIJSON, IngestFormat.named("SingleJson").orElseThrow());
        assertTrue(IngestFormat.ofPath("data.zip").isEmpty());
    }

    private FormatFixture fixture() throws IOException {
        return new FormatFixture(Files.createTempDirectory(folder, "store"), "id:long, name:string");
    }

    private static void refused(FormatFixture t, Path file, IngestFormat format, String part) {
        KqlException refused = assertThrows(KqlException.class, () -> t.ingest(file, format, ReadOptions.DEFAULT));
        assertTrue(refused.message().contains(part), refused.message());
    }

    static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] packed(Packer packer, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packer.open(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
