package dev.kelp.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a mapping makes of a value on its way into a column, by Kusto's names. */
public enum Transform {
    NONE("None"),
    PROPERTY_BAG_ARRAY_TO_DICTIONARY("PropertyBagArrayToDictionary"),
    SOURCE_LOCATION("SourceLocation"),
    SOURCE_LINE_NUMBER("SourceLineNumber"),
    UNIX_SECONDS("DateTimeFromUnixSeconds"),
    UNIX_MILLISECONDS("DateTimeFromUnixMilliseconds"),
    UNIX_MICROSECONDS("DateTimeFromUnixMicroseconds"),
    UNIX_NANOSECONDS("DateTimeFromUnixNanoseconds"),
    DROP_MAPPED_FIELDS("DropMappedFields"),
    BYTES_AS_BASE64("BytesAsBase64");

    private final String kusto;

    Transform(String kusto) {
        this.kusto = kusto;
    }

    static Optional<Transform> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(t -> t.kusto.toLowerCase(Locale.ROOT).equals(lower))
                .findFirst();
    }

    /** Whether it tells of the file and needs no value. */
    boolean isOfSource() {
        return this == SOURCE_LOCATION || this == SOURCE_LINE_NUMBER;
    }

    /** For those that read a number of such units since 1970 how many make a second, else 0. */
    long unitsPerSecond() {
        return switch (this) {
            case UNIX_SECONDS -> 1;
            case UNIX_MILLISECONDS -> 1_000;
            case UNIX_MICROSECONDS -> 1_000_000;
            case UNIX_NANOSECONDS -> 1_000_000_000;
            default -> 0;
        };
    }

    String kusto() {
        return kusto;
    }
}
