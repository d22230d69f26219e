package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.types.Json;
import dev.kelp.types.Ticks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that Apache's own library writes, of made-up schemas, are read as they were written, and cut ones are refused. */
class AvroLibraryTest {
    private static final int ROWS = 15;

    @TempDir
    Path folder;

    private record Written(byte[] file, List<Json> rows) {}

    @Test
    void whatTheLibraryWritesIsRead() throws IOException, Malformed {
        for (int seed = 0; seed < 300; seed++) {
            Written written = write(seed);
            assertEquals(written.rows(), read(written.file()), "seed " + seed);
        }
    }

    /** A file that breaks off between two blocks looks whole; anywhere else it must not lose rows in silence, as it does there. */
    @Test
    void cutFilesAreRefused() throws IOException, Malformed {
        Written written = write(7);
        byte[] sync = Arrays.copyOfRange(written.file(), written.file().length - 16, written.file().length);
        int refused = 0;
        for (int length = 0; length < written.file().length; length++) {
            byte[] cut = Arrays.copyOf(written.file(), length);
            if (length >= 16 && Arrays.equals(sync, Arrays.copyOfRange(cut, length - 16, length))) {
                List<Json> rows = read(cut);
                assertEquals(written.rows().subList(0, rows.size()), rows);
            } else {
                assertThrows(Malformed.class, () -> read(cut), "cut at " + length);
                refused++;
            }
        }
        assertTrue(refused > 100);
    }

    @Test
    void realsThatAreNoNumbersStaySo() throws IOException, SQLException {
        Schema schema = new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"R\", \"fields\": ["
                        + Stream.of("r", "s", "d")
                                .map(f -> "{\"name\": \"" + f + "\", \"type\": \"double\"}")
                                .collect(Collectors.joining(","))
                        + "]}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(schema, out);
            for (double real : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e20}) {
                GenericData.Record record = new GenericData.Record(schema);
                schema.getFields().forEach(f -> record.put(f.pos(), real));
                writer.append(record);
            }
        }
        try (FormatFixture t = new FormatFixture(folder, "r:real, s:string, d:dynamic")) {
            t.ingest(t.file("n.avro", out.toByteArray()), IngestFormat.APACHEAVRO, ReadOptions.DEFAULT);
            assertEquals(
                    List.of(
                            List.of(Double.NaN, "NaN", "\"NaN\""),
                            List.of(Double.NEGATIVE_INFINITY, "-Infinity", "\"-Infinity\""),
                            List.of(1e20, "1E+20", "1E+20")),
                    t.tables.rows("t"));
        }
    }

    private static Written write(int seed) throws IOException {
        Random random = new Random(seed);
        AvroKinds.Kind kind = new AvroKinds(random).record(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Json> rows = new ArrayList<>();
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.setCodec(List.of(CodecFactory.nullCodec(), CodecFactory.deflateCodec(6), CodecFactory.bzip2Codec())
                    .get(seed % 3));
            writer.setSyncInterval(32 + random.nextInt(2000));
            Schema schema = kind.schema();
            writer.create(schema, out);
            for (int i = 0; i < ROWS; i++) {
                AvroKinds.Made made = kind.make(random);
                writer.append(made.value());
                rows.add(made.json());
            }
        }
        return new Written(out.toByteArray(), rows);
    }

    private static List<Json> read(byte[] file) throws IOException, Malformed {
        List<Json> rows = new ArrayList<>();
        try (AvroRecords records = new AvroRecords(new ByteArrayInputStream(file), false)) {
            for (Json row = records.next(); row != null; row = records.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** A datetime of KQL's within the years 1 to 9999, to a unit of so many ticks. */
    static long ticks(Random random, long unit) {
        return Math.floorMod(random.nextLong(), Ticks.MAX) / unit * unit;
    }
}
