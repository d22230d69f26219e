package dev.kelp.ingest;

import dev.kelp.run.TableFixture;
import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** A right file of each format, of the columns {@value #COLUMNS}. */
final class FuzzFiles {
    static final String COLUMNS =
            "id:long, name:string, at:datetime, value:real, flag:bool, data:dynamic, amount:decimal, span:timespan, part:int, key:guid";

    /** Formats of files, and of files in them. */
    record Kind(String name, IngestFormat format, boolean checked, byte[] file) {}

    private static final List<String> NAMES =
            List.of("id", "name", "at", "value", "flag", "data", "amount", "span", "part", "key");

    private FuzzFiles() {}

    static Map<String, Kind> all(TableFixture tables, Path folder) throws IOException, SQLException {
        Map<String, Kind> all = new LinkedHashMap<>();
        for (IngestFormat format : IngestFormat.values()) {
            add(all, format.kusto(), format, false, plain(format, tables, folder));
        }
        byte[] csv = plain(IngestFormat.CSV, tables, folder);
        byte[] json = plain(IngestFormat.JSON, tables, folder);
        byte[] tsve = plain(IngestFormat.TSVE, tables, folder);
        add(all, "csv.gz", IngestFormat.CSV, true, packed(new Gzip(), csv));
        add(all, "json.gz", IngestFormat.JSON, true, packed(new Gzip(), json));
        add(all, "tsve.gz", IngestFormat.TSVE, true, packed(new Gzip(), tsve));
        add(all, "csv.zst", IngestFormat.CSV, true, packed(ZstdOutputStream::new, csv));
        add(all, "tsve.zst", IngestFormat.TSVE, true, packed(ZstdOutputStream::new, tsve));
        add(all, "csv.bz2", IngestFormat.CSV, true, packed(new BZip2HadoopStreams()::createOutputStream, csv));
        add(
                all,
                "json.zip",
                IngestFormat.JSON,
                true,
                CompressionTest.zip("a.json", new String(json, StandardCharsets.UTF_8), "b/c.json", "{\"id\": 1}\n"));
        return all;
    }

    private static void add(Map<String, Kind> all, String name, IngestFormat format, boolean checked, byte[] file) {
        if (file.length > 0) {
            all.put(name, new Kind(name, format, checked, file));
        }
    }

    interface Packer {
        OutputStream open(OutputStream out) throws IOException;
    }

    private static final class Gzip implements Packer {
        @Override
        public OutputStream open(OutputStream out) throws IOException {
            return new GZIPOutputStream(out);
        }
    }

    static byte[] packed(Packer packer, byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packer.open(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] plain(IngestFormat format, TableFixture tables, Path folder)
            throws IOException, SQLException {
        return switch (format) {
            case CSV, TSV, PSV, SCSV, SOHSV -> text(rows(format.delimiter(), "\""));
            case TSVE -> text(rows("\t", "").replace("a line\nbreak", "a line\\\nbreak"));
            case TXT, RAW -> text(rows(" ", ""));
            case JSON -> text(json("", "\n", ""));
            case MULTIJSON -> text(json("[", ",\n ", "]"));
            case W3CLOGFILE -> text("#Version: 1.0\n#Fields: " + String.join(" ", NAMES) + "\n" + log());
            case PARQUET -> parquet(tables, folder);
            case AVRO, APACHEAVRO -> resource("values.avro");
            case ORC -> resource("values.orc");
        };
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = FuzzFiles.class.getResourceAsStream("/files/" + name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String rows(String delimiter, String quote) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            String name = i % 3 == 0 ? quote + "a line\nbreak" + quote + quote + quote : "n\u00e9" + i;
            if (quote.isEmpty() || i % 3 != 0) {
                name = i % 3 == 0 ? "a line\nbreak" : name;
            } else {
                name = quote + "a line\nbreak " + quote + quote + " x" + quote;
            }
            String data = quote.isEmpty()
                    ? "[1,{}]"
                    : quote + "{" + quote + quote + "a" + quote + quote + ":[1,null," + i + "]}" + quote;
            rows.append(String.join(
                            delimiter,
                            String.valueOf(i * 1_000_003L),
                            name,
                            "2026-01-0" + (1 + i % 9) + "T10:00:00." + i,
                            i + ".5e" + i,
                            i % 2 == 0 ? "true" : "",
                            data,
                            i + ".25",
                            "00:00:" + (10 + i),
                            String.valueOf(i),
                            "01234567-89ab-cdef-0123-4567890000" + (10 + i)))
                    .append('\n');
        }
        return rows.toString();
    }

    private static String log() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            rows.append(i)
                    .append(" \"a \"\"b\"\"\" 2026-01-01T10:00:00 ")
                    .append(i)
                    .append(".5 - [] 1.5 00:00:01 7 -\n");
        }
        return rows.toString();
    }

    private static String json(String open, String between, String close) {
        StringBuilder rows = new StringBuilder(open);
        for (int i = 0; i < 30; i++) {
            rows.append(i == 0 ? "" : between)
                    .append("{\"id\": ")
                    .append(i * 1_000_003L)
                    .append(", \"name\": \"n\\u00e9 \\\"")
                    .append(i)
                    .append("\", \"at\": \"2026-01-01T10:00:00Z\", \"value\": ")
                    .append(i)
                    .append(".5, \"flag\": ")
                    .append(i % 2 == 0)
                    .append(
                            ", \"data\": {\"a\": [1, null, {\"b\": \"c\"}]}, \"amount\": \"1.25\", \"span\": null, \"part\": 7, \"more\": []}");
        }
        return rows.append(close).append('\n').toString();
    }

    private static byte[] parquet(TableFixture tables, Path folder) throws IOException, SQLException {
        Path file = folder.resolve("right.parquet");
        tables.execute(
                "COPY (SELECT i AS id, 'n' || i AS name, TIMESTAMP '2026-01-01' + to_seconds(i) AS at, i / 3 AS value, i % 2 = 0 AS flag,"
                        + " CAST(json_object('a', [i]) AS JSON) AS data, CAST(i AS DECIMAL(38, 18)) AS amount, i AS span, CAST(i AS INTEGER) AS part,"
                        + " uuid() AS key, [i] AS list, {'s': i} AS s FROM range(200) AS r(i)) TO '" + file
                        + "' (FORMAT parquet, ROW_GROUP_SIZE 100)");
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return Objects.requireNonNull(bytes);
    }
}
