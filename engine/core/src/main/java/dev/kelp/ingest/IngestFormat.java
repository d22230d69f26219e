package dev.kelp.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of files that rows are read from, by Kusto's names. */
public enum IngestFormat {
    CSV(",", "csv"),
    TSV("\t", "tsv"),
    PSV("|", "psv"),
    SCSV(";", "scsv"),
    SOHSV("\u0001", "sohsv"),
    JSON("", "json", "jsonl", "jsonlines", "ndjson", "singlejson"),
    MULTIJSON("", "multijson"),
    PARQUET("", "parquet");

    private final String delimiter;
    private final List<String> names;

    IngestFormat(String delimiter, String... names) {
        this.delimiter = delimiter;
        this.names = List.of(names);
    }

    /** The format of a name as written in a command, or of a file's ending. */
    public static Optional<IngestFormat> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(f -> f.names.contains(lower)).findFirst();
    }

    /** The format that the ending of a path says, {@code .gz} and the like set aside. */
    public static Optional<IngestFormat> ofPath(String path) {
        String bare = path.replaceFirst("(?i)\\.(gz|zst)$", "");
        return named(bare.substring(bare.lastIndexOf('.') + 1));
    }

    /** All names, for messages. */
    public static List<String> allNames() {
        return Arrays.stream(values()).flatMap(f -> f.names.stream()).toList();
    }

    boolean isDelimited() {
        return !delimiter.isEmpty();
    }

    String delimiter() {
        return delimiter;
    }
}
