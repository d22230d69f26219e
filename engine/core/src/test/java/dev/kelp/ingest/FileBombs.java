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
import java.util.Arrays;
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

    void run(List<IngestFormat> formats, List<String> packings) throws IOException {
        try (FormatFixture t = new FormatFixture(Files.createTempDirectory(folder, "tables"), FuzzFiles.COLUMNS)) {
            t.create("lines", "line:string");
            for (IngestFormat format : formats) {
                for (String packing : packings) {
                    attempt(t, format, packing);
                }
            }
        }
    }

    private void attempt(FormatFixture t, IngestFormat format, String packing) throws IOException {
        String name = "bomb." + format.kusto() + packing;
        Path file = folder.resolve(name);
        write(file, start(format), PACKERS.getOrDefault(packing, out -> out));
        long start = System.nanoTime();
        boolean lines = format == IngestFormat.TXT || format == IngestFormat.RAW;
        try {
            t.ingest(lines ? "lines" : "t", file, format, ReadOptions.DEFAULT);
            defects.add(name + " gave rows");
        } catch (KqlException e) {
            if (!e.message().contains(name)) {
                defects.add(name + ": " + e.message());
            }
            outcomes.add(name + " (" + Files.size(file) / 1024 + " KB): " + (System.nanoTime() - start) / 1_000_000
                    + " ms, " + e.message().replace(folder + "/", ""));
        } finally {
            Files.delete(file);
        }
    }

    private static String start(IngestFormat format) {
        return switch (format) {
            case JSON, MULTIJSON -> "{\"id\": 1}\n{\"name\": \"";
            case W3CLOGFILE -> "#Fields: id name\n1 a\n2 ";
            case TXT, RAW -> "";
            default -> "1" + (format.isDelimited() ? format.delimiter() : "\t");
        };
    }

    private void write(Path file, String start, FuzzFiles.Packer packer) throws IOException {
        byte[] piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) 'x');
        try (OutputStream out = packer.open(Files.newOutputStream(file))) {
            out.write(start.getBytes(StandardCharsets.UTF_8));
            for (long written = 0; written < length; written += piece.length) {
                out.write(piece);
            }
        }
    }

    private static OutputStream zip(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("../../bomb"));
        return zip;
    }

    /** {@code [--megabytes 1024]}. */
    public static void main(String[] arguments) throws IOException {
        long megabytes = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1024;
        FileBombs bombs = new FileBombs(Files.createTempDirectory("kelp-bombs"), megabytes << 20);
        for (IngestFormat format : IngestFormat.values()) {
            if (format.isText()) {
                bombs.run(
                        List.of(format),
                        format == IngestFormat.CSV || format == IngestFormat.TXT
                                ? List.copyOf(PACKERS.keySet())
                                : List.of("", ".gz"));
                bombs.outcomes.forEach(System.out::println);
                bombs.outcomes.clear();
            }
        }
        bombs.defects.forEach(d -> System.out.println("DEFECT " + d));
        System.out.println(FileFuzz.memory());
        System.exit(bombs.defects.isEmpty() ? 0 : 1);
    }
}
