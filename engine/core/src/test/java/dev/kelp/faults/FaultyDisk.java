package dev.kelp.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/**
 * Orders to the library {@code faults.c}, which is loaded before all others into a process and makes its writing calls under one
 * folder fail. The orders lie in memory that both share.
 */
final class FaultyDisk {
    static final int EIO = 5;
    static final int ENOSPC = 28;
    private static final int ARMED = 0;
    private static final int CALLS = 8;
    private static final int FAIL_AT = 16;
    private static final int MODE = 24;
    private static final int ERROR = 32;
    private static final int BUDGET = 40;
    private static final int FAILED = 48;
    private static final int CALL = 56;
    private static final int PAGE = 4096;

    /** What a chosen call does; the order is that of {@code faults.c}. */
    enum Fault {
        /** It alone fails. */
        ONCE,
        /** It and all after it fail. */
        FOR_EVER,
        /** A write does half of its work and says so, which is no failure. */
        SHORT,
        /** A write does half of its work and fails. */
        TORN,
        /** The process is killed instead. */
        KILL,
        /** The process is killed with a write half done. */
        KILL_TORN
    }

    private final MappedByteBuffer page;

    /** @param orders the file that the environment names to the library as {@code KELP_FAULTS} */
    FaultyDisk(Path orders) {
        try (FileChannel channel = FileChannel.open(
                orders, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            page = channel.map(FileChannel.MapMode.READ_WRITE, 0, PAGE);
            page.order(ByteOrder.nativeOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts calls from now on and makes one of them fail; none where {@code at} is 0. */
    void failAt(long at, Fault fault, int error) {
        page.putLong(ARMED, 0);
        page.putLong(CALLS, 0);
        page.putLong(FAIL_AT, at);
        page.putLong(MODE, fault.ordinal());
        page.putLong(ERROR, error);
        page.putLong(BUDGET, -1);
        page.putLong(FAILED, 0);
        page.put(CALL, (byte) 0);
        page.putLong(ARMED, 1);
    }

    /** Lets so many more bytes be written; then the disk is full. */
    void room(long bytes) {
        failAt(0, Fault.ONCE, ENOSPC);
        page.putLong(BUDGET, bytes);
    }

    /** All calls succeed again. */
    void heal() {
        page.putLong(ARMED, 0);
    }

    long calls() {
        return page.getLong(CALLS);
    }

    long failed() {
        return page.getLong(FAILED);
    }

    /** The first call that failed, such as {@code fsync /…/catalog.sqlite-wal}. */
    String failedCall() {
        StringBuilder text = new StringBuilder();
        for (int i = CALL; page.get(i) != 0; i++) {
            text.append((char) page.get(i));
        }
        return text.toString();
    }

    /** Builds the library; empty where there is no C compiler. */
    static Optional<Path> build(Path folder) {
        try {
            Files.createDirectories(folder);
            Path source = folder.resolve("faults.c");
            Path library = folder.resolve("libfaults.so");
            try (InputStream in = Objects.requireNonNull(FaultyDisk.class.getResourceAsStream("/faults/faults.c"))) {
                Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
            }
            Process compiler = new ProcessBuilder(
                            "gcc", "-O1", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (compiler.waitFor() != 0) {
                throw new IllegalStateException("faults.c does not compile: " + output);
            }
            return Optional.of(library);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
