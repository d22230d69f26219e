package dev.kelp.ingest;

import dev.kelp.text.KqlException;
import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of one endless line, and packed ones that unfold a thousandfold: each is refused in words. */
final class FileBombs {
    private static final Map<String, FuzzFiles.Packer> PACKERS = new LinkedHashMap<>();

    static {
        PACKERS.put("", out -> out);
        PACKERS.put(".gz", GZIPOutputStream::new);
        PACKERS.put(".zst", ZstdOutputStream::new);
        PACKERS.put(".bz2", new BZip2HadoopStreams()::createOutputStream);
        PACKERS.put(".zip", FileBombs::zip);
        PACKERS.put(".gz.gz", out -> new GZIPOutputStream(new GZIPOutputStream(out)));
    }

    private final Path folder;
    private final long length;
    final List<String> outcomes = new ArrayList<>();
    final List<String> defects = new ArrayList<>();

    /** @param length bytes of a line */
    FileBombs(Path folder, long length) {
        this.folder = folder;
        this.length = length;
    }

    /** @param rows whether there are rows without end in place of one line */
    void run(List<IngestFormat> formats, List<String> packings, boolean rows) throws IOException {
        try (FormatFixture t = new FormatFixture(Files.createTempDirectory(folder, "tables"), FuzzFiles.COLUMNS)) {
            t.create("lines", "line:string");
            for (IngestFormat format : formats) {
                for (String packing : packings) {
                    attempt(t, format, packing, rows);
                }
            }
        }
    }

    private void tell(IngestFormat format, String packing, boolean rows) throws IOException {
        run(List.of(format), List.of(packing), rows);
        outcomes.forEach(System.out::println);
        outcomes.clear();
    }

    private void attempt(FormatFixture t, IngestFormat format, String packing, boolean rows) throws IOException {
        String name = (rows ? "rows." : "bomb.") + format.kusto() + packing;
        Path file = folder.resolve(name);
        write(file, rows ? "" : start(format), piece(format, rows), PACKERS.getOrDefault(packing, out -> out));
        FileFuzz.forgetMemory();
        long start = System.nanoTime();
        boolean lines = format == IngestFormat.TXT || format == IngestFormat.RAW;
        try {
            t.ingest(lines ? "lines" : "t", file, format, ReadOptions.DEFAULT);
            // Packed less than 250 times they are rows like any others.
            if (!rows || Files.size(file) * 250 < length) {
                defects.add(name + " gave rows");
            }
        } catch (KqlException e) {
            if (!e.message().contains(name)) {
                defects.add(name + ": " + e.message());
            }
            outcomes.add(name + " (" + Files.size(file) / 1024 + " KB): " + (System.nanoTime() - start) / 1_000_000
                    + " ms, " + FileFuzz.memory().replaceAll("\\s+", " ") + ", "
                    + e.message().replace(folder + "/", ""));
        } finally {
            Files.delete(file);
        }
    }

    private static String start(IngestFormat format) {
        return switch (format) {
            case JSON, MULTIJSON -> "{\"id\": 1}\n{\"name\": \"";
            case W3CLOGFILE -> "#Fields: id name\n1 a\n2 ";
            case TXT, RAW -> "";
            case AVRO, APACHEAVRO, ORC, PARQUET -> "Obj";
            default -> "1" + (format.isDelimited() ? format.delimiter() : "\t");
        };
    }

    private static byte[] piece(IngestFormat format, boolean rows) {
        String row = format.mappingKind() == IngestMapping.Kind.JSON ? "{\"id\": 1234567}\n" : "a line of a text\n";
        return (rows ? row : "x").repeat((1 << 20) / (rows ? row.length() : 1)).getBytes(StandardCharsets.UTF_8);
    }

    private void write(Path file, String start, byte[] piece, FuzzFiles.Packer packer) throws IOException {
        try (OutputStream out = packer.open(Files.newOutputStream(file))) {
            out.write(start.getBytes(StandardCharsets.UTF_8));
            for (long written = 0; written < length + length / 8; written += piece.length) {
                out.write(piece);
            }
        }
    }

    private static OutputStream zip(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("../../bomb"));
        return zip;
    }

    /** {@code [--bombs 1024] [--only csv,json]}: with so many, rows without end are more than any file may unfold to. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i].replace("--bombs", "--megabytes"), arguments[i + 1]);
        }
        long megabytes = Long.parseLong(given.getOrDefault("--megabytes", "1024"));
        List<String> only = List.of(given.getOrDefault("--only", "").split(","));
        FileBombs bombs = new FileBombs(Files.createTempDirectory("kelp-bombs"), megabytes << 20);
        for (IngestFormat format : IngestFormat.values()) {
            if (given.containsKey("--only") && !only.contains(format.kusto())) {
                continue;
            }
            for (String packing : PACKERS.keySet()) {
                bombs.tell(format, packing, false);
            }
            if (format == IngestFormat.TXT || format.mappingKind() == IngestMapping.Kind.JSON) {
                // bzip2 takes minutes to pack such rows.
                for (String packing : List.of(".gz", ".zst", ".zip")) {
                    bombs.tell(format, packing, true);
                }
            }
        }
        bombs.defects.forEach(d -> System.out.println("DEFECT " + d));
        System.out.println(FileFuzz.memory());
        System.exit(bombs.defects.isEmpty() ? 0 : 1);
    }
}
