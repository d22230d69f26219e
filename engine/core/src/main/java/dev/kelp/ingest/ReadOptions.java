package dev.kelp.ingest;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How files are read.
 *
 * @param skipFirst whether the first record of each file is a header
 * @param givenMapping where each column comes from; null for the order or the names of the columns
 * @param givenZipPattern which entries of zip archives are read, by the whole of their names; null for all
 * @param gzAsPlain whether files whose names end in {@code .gz} hold plain text
 */
public record ReadOptions(
        boolean skipFirst,
        @Nullable IngestMapping givenMapping,
        ValidationPolicy validation,
        @Nullable Pattern givenZipPattern,
        boolean gzAsPlain) {

    public static final ReadOptions DEFAULT = new ReadOptions(false, null, ValidationPolicy.STRICT, null, false);

    public ReadOptions withSkipFirst(boolean skip) {
        return new ReadOptions(skip, givenMapping, validation, givenZipPattern, gzAsPlain);
    }

    public ReadOptions withMapping(@Nullable IngestMapping mapping) {
        return new ReadOptions(skipFirst, mapping, validation, givenZipPattern, gzAsPlain);
    }

    public ReadOptions withValidation(ValidationPolicy policy) {
        return new ReadOptions(skipFirst, givenMapping, policy, givenZipPattern, gzAsPlain);
    }

    public ReadOptions withZipPattern(@Nullable Pattern pattern) {
        return new ReadOptions(skipFirst, givenMapping, validation, pattern, gzAsPlain);
    }

    public ReadOptions withGzAsPlain(boolean plain) {
        return new ReadOptions(skipFirst, givenMapping, validation, givenZipPattern, plain);
    }

    /** Whether columns are found by their order or names, and the first fault ends all. */
    boolean isPlain() {
        return givenMapping == null && validation.equals(ValidationPolicy.STRICT);
    }

    public Optional<IngestMapping> mapping() {
        return Optional.ofNullable(givenMapping);
    }

    public Optional<Pattern> zipPattern() {
        return Optional.ofNullable(givenZipPattern);
    }
}
