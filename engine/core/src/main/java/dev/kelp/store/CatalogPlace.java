package dev.kelp.store;

import dev.kelp.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Where tables are: the folder of their data, and the database of their catalogue. That is the file {@value #SQLITE} in the
 * folder, or else a schema of a PostgreSQL database, which the file {@value #POSTGRES} in the folder names by a line such as
 * {@code postgresql://host:5432/database?schema=lake}.
 *
 * @param folder absolute
 * @param url of the PostgreSQL database; empty for SQLite
 */
public record CatalogPlace(Path folder, String url) {
    static final String SQLITE = "catalog.sqlite";
    static final String POSTGRES = "catalog.postgres";

    public CatalogPlace {
        folder = folder.toAbsolutePath().normalize();
        if (folder.toString().matches(".*[*?\\[].*")) {
            throw Problem.RUNTIME.here("A store cannot lie in " + folder + ": its path must be free of *, ? and [.");
        }
    }

    /**
     * The place that a folder names.
     *
     * @throws dev.kelp.text.KqlException where its file can't be read
     */
    public static CatalogPlace of(Path folder) {
        Path named = folder.resolve(POSTGRES);
        try {
            return new CatalogPlace(
                    folder, Files.isRegularFile(named) ? Files.readString(named).strip() : "");
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The file " + named + " cannot be read: " + e.getMessage())
                    .because(e);
        }
    }

    /**
     * Tables whose catalogue lies in a PostgreSQL database. The first {@link Store#open} names it in the folder, without its
     * password, so that the folder is enough from then on.
     *
     * @param url {@code postgresql://[user[:password]@][host][:port]/database[?schema=lake]}, or as JDBC has it; what it leaves
     *     out is taken from the variables PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD and from the file of passwords
     */
    public static CatalogPlace postgres(Path folder, String url) {
        return new CatalogPlace(folder, url.strip());
    }

    /** The file that makes a folder a store. */
    public static Path file(Path folder) {
        Path named = folder.resolve(POSTGRES);
        return Files.isRegularFile(named) ? named : folder.resolve(SQLITE);
    }

    CatalogSource source() {
        return url.isEmpty() ? new CatalogSource.Sqlite(folder.resolve(SQLITE)) : PostgresUrl.parse(url);
    }

    /** Makes the folder, and the file that names a PostgreSQL database in it. */
    void prepare() {
        try {
            Files.createDirectories(folder);
            if (!url.isEmpty()) {
                name(PostgresUrl.parse(url));
            }
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here("The folder " + folder + " cannot be made: " + e.getMessage())
                    .because(e);
        }
    }

    private void name(PostgresUrl catalog) throws IOException {
        if (Files.exists(folder.resolve(SQLITE))) {
            throw Problem.RUNTIME.here(
                    "The folder " + folder + " has two catalogues, " + SQLITE + " and " + catalog.shown() + ".");
        }
        Path named = folder.resolve(POSTGRES);
        if (Files.exists(named)) {
            if (!PostgresUrl.parse(Files.readString(named).strip()).shown().equals(catalog.shown())) {
                throw Problem.RUNTIME.here(
                        "The tables in " + folder + " have another catalogue than " + catalog.shown() + ".");
            }
            return;
        }
        // Others who open the folder at once see all of the line or none.
        Path whole = folder.resolve(POSTGRES + "." + UUID.randomUUID());
        Files.writeString(whole, catalog.withoutPassword() + "\n");
        Files.move(whole, named, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Names no password. */
    @Override
    public String toString() {
        return source().shown();
    }
}
