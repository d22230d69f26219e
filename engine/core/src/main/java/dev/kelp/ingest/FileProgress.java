package dev.kelp.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of some files has been read, as they lie on disk. One thread reads, any may ask. */
final class FileProgress {
    private final double all;
    private volatile long before;
    private volatile long size;
    private volatile @Nullable SeekableByteChannel open;

    FileProgress(List<SourceFile> files) {
        this.all = files.stream().mapToLong(f -> f.path().toFile().length()).sum();
    }

    /** The bytes of the next file, which the caller closes; those before it have been read. */
    InputStream next(SourceFile file) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file.path());
        open = null;
        before += size;
        size = channel.size();
        open = channel;
        return Channels.newInputStream(channel);
    }

    /** From 0 to 1, -1 where it isn't known. */
    double fraction() {
        SeekableByteChannel reading = open;
        try {
            return reading == null || all == 0 ? -1 : Math.min(1, (before + reading.position()) / all);
        } catch (IOException e) {
            // Closed: it is at its end, or between two files.
            return Math.min(1, (before + size) / all);
        }
    }
}
