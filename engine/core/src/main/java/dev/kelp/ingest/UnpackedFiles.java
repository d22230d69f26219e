package dev.kelp.ingest;

import dev.kelp.text.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Files that must lie open on disk to be read: those that are packed are unpacked to copies for as long as this is open. */
final class UnpackedFiles implements AutoCloseable {
    private final List<SourceFile> plain = new ArrayList<>();
    private final List<Path> copies = new ArrayList<>();
    private final Ingestion.Files given;

    UnpackedFiles(Ingestion.Files given) {
        this.given = given;
        boolean done = false;
        try {
            for (SourceFile file : given.files()) {
                try {
                    open(file);
                } catch (IOException e) {
                    throw RecordRows.unreadable(file.name(), e);
                }
            }
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /** The same files, each plain. */
    Ingestion.Files files() {
        return new Ingestion.Files(plain, given.format(), given.options());
    }

    private void open(SourceFile file) throws IOException {
        Compression compression = Compression.of(file, given.options());
        if (compression == Compression.NONE) {
            plain.add(file);
        } else if (compression == Compression.ZIP) {
            try (Archive archive = new Archive(file, given.options())) {
                for (InputStream entry = archive.next(); entry != null; entry = archive.next()) {
                    copy(entry, archive.name());
                }
            }
        } else {
            copy(Unpacked.open(file, compression), file.name());
        }
    }

    private void copy(InputStream bytes, String name) throws IOException {
        try (bytes) {
            Path copy = Files.createTempFile("kelp-unpacked-", "");
            copies.add(copy);
            Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
            plain.add(new SourceFile(copy, name));
        }
    }

    @Override
    public void close() {
        for (Path copy : copies) {
            try {
                Files.deleteIfExists(copy);
            } catch (IOException e) {
                throw Problem.RUNTIME
                        .here("The file " + copy + " cannot be deleted: " + e.getMessage())
                        .because(e);
            }
        }
    }
}
