package dev.kelp.ingest;

import dev.kelp.ingest.IngestMapping.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of files that rows are read from, by Kusto's names. */
public enum IngestFormat {
    CSV(",", Kind.CSV, "csv"),
    TSV("\t", Kind.CSV, "tsv"),
    PSV("|", Kind.CSV, "psv"),
    SCSV(";", Kind.CSV, "scsv"),
    SOHSV("\u0001", Kind.CSV, "sohsv"),
    TSVE("", Kind.CSV, "tsve"),
    TXT("", Kind.CSV, "txt"),
    RAW("", Kind.CSV, "raw"),
    JSON("", Kind.JSON, "json", "jsonl", "jsonlines", "ndjson"),
    MULTIJSON("", Kind.JSON, "multijson", "singlejson"),
    PARQUET("", Kind.PARQUET, "parquet"),
    AVRO("", Kind.AVRO, "avro"),
    APACHEAVRO("", Kind.AVRO, "apacheavro"),
    ORC("", Kind.ORC, "orc"),
    W3CLOGFILE("", Kind.W3CLOGFILE, "w3clogfile", "log");

    private final String delimiter;
    private final Kind mappingKind;
    private final List<String> names;

    IngestFormat(String delimiter, Kind mappingKind, String... names) {
        this.delimiter = delimiter;
        this.mappingKind = mappingKind;
        this.names = List.of(names);
    }

    /** The format of a name as written in a command, or of a file's ending. */
    public static Optional<IngestFormat> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(f -> f.names.contains(lower)).findFirst();
    }

    /** The format that the ending of a path says, {@code .gz} and the like set aside. */
    public static Optional<IngestFormat> ofPath(String path) {
        String bare = Compression.withoutEnding(path);
        return named(bare.substring(bare.lastIndexOf('.') + 1));
    }

    /** All names, for messages. */
    public static List<String> allNames() {
        return Arrays.stream(values()).flatMap(f -> f.names.stream()).toList();
    }

    /** The kind of mappings that files of this format take. */
    public Kind mappingKind() {
        return mappingKind;
    }

    /** Whether it is text, which may stand in a command. */
    public boolean isText() {
        return switch (this) {
            case PARQUET, AVRO, APACHEAVRO, ORC -> false;
            default -> true;
        };
    }

    /** The name to show. */
    public String kusto() {
        return names.get(0);
    }

    /** Whether records are cells between delimiters, with quotes as RFC 4180 has them. */
    boolean isDelimited() {
        return !delimiter.isEmpty();
    }

    /** Whether each file says once which columns it has. */
    boolean namesColumns() {
        return !isText() || this == W3CLOGFILE;
    }

    String delimiter() {
        return delimiter;
    }
}
