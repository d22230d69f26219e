package dev.kelp.ingest;

import java.nio.file.Path;

/**
 * A file of this machine to read.
 *
 * @param path absolute
 * @param name what messages and {@code SourceLocation} call it: its path, or the address that it was fetched from; its ending says
 *     how it is compressed
 */
public record SourceFile(Path path, String name) {
    public static SourceFile of(Path path) {
        return new SourceFile(path, path.toString());
    }
}
