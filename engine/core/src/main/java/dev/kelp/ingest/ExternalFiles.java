package dev.kelp.ingest;

import dev.kelp.bind.Outside.FileRequest;
import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDb;
import dev.kelp.run.DuckDbErrors;
import dev.kelp.run.HttpHosts;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The rows of files that queries name ({@code externaldata}): of this machine, or of hosts that are allowed. */
final class ExternalFiles {
    private static final int MOST_ROWS = 500_000;
    private static final long MOST_BYTES = 100L << 20;

    private final DuckDb duckDb;
    private final HttpHosts hosts;
    private final Cancellation cancellation;

    ExternalFiles(DuckDb duckDb, HttpHosts hosts, Cancellation cancellation) {
        this.duckDb = duckDb;
        this.hosts = hosts;
        this.cancellation = cancellation;
    }

    /**
     * The rows. Places are paths, {@code file:} and {@code http(s):} addresses.
     *
     * @return carriers of the schema's types
     * @throws KqlException where a place may not be read, or a file holds something else
     */
    List<@Nullable Object[]> rows(FileRequest request) {
        List<String> places = request.places();
        String format = request.format();
        places.stream().filter(ExternalFiles::isRemote).forEach(this::checkAllowed);
        IngestFormat chosen = format.isEmpty()
                ? IngestFormat.ofPath(bare(places.get(0))).orElse(IngestFormat.CSV)
                : IngestFormat.named(format).orElseThrow(() -> Problem.NOT_SUPPORTED
                        .here("The format '" + format + "'")
                        .hint("The formats are " + String.join(", ", IngestFormat.allNames()) + "."));
        List<Path> fetched = new ArrayList<>();
        try {
            List<SourceFile> files = new ArrayList<>();
            for (String place : places) {
                files.add(
                        isRemote(place)
                                ? new SourceFile(fetch(place, fetched), bare(place))
                                : SourceFile.of(local(place)));
            }
            ReadOptions options = ReadOptions.DEFAULT.withSkipFirst(request.skipFirst());
            return read(table(request.schema()), new Ingestion.Files(files, chosen, options));
        } finally {
            fetched.forEach(ExternalFiles::delete);
        }
    }

    private List<@Nullable Object[]> read(TableDef table, Ingestion.Files files) {
        List<@Nullable Object[]> found = new ArrayList<>();
        try (DuckDBConnection connection = duckDb.writer().connect(TextCells.FUNCTIONS);
                FileRows rows = FileRows.of(table, files, connection, cancellation)) {
            rows.read(select -> {
                found.clear();
                read(select, connection, found);
            });
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, cancellation);
        } catch (KqlException e) {
            throw e.problem() == Problem.INGESTION ? e.hint("Mend the file, or read the column as a string.") : e;
        }
        if (found.size() > MOST_ROWS) {
            throw Problem.LIMITS
                    .here("External data of more than " + MOST_ROWS + " rows is too much for a query.")
                    .hint("Take it into a table: .ingest into table.");
        }
        return found;
    }

    /** By way of a table, for what fails while rows stream out loses its words. */
    private void read(String select, DuckDBConnection connection, List<@Nullable Object[]> found) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE kelp_external AS " + select + " LIMIT " + (MOST_ROWS + 1));
            try (ResultSet result = statement.executeQuery("SELECT * FROM kelp_external")) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    @Nullable Object[] row = new @Nullable Object[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = result.getObject(i + 1);
                    }
                    found.add(row);
                }
            }
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
    }

    private static TableDef table(Schema schema) {
        List<ColumnDef> columns = new ArrayList<>();
        schema.fields().forEach(f -> columns.add(new ColumnDef(columns.size() + 1, f.name(), f.type())));
        return new TableDef("", "external data", 0, columns, "", "");
    }

    // --- places
    // -------------------------------------------------------------------------------------------------------

    private void checkAllowed(String address) {
        URI uri = uri(address);
        if (!hosts.allow(uri) || uri.getRawUserInfo() != null) {
            throw Problem.SEMANTIC
                    .here("Queries may not read from " + uri.getHost() + ".")
                    .hint("The variable " + HttpHosts.VARIABLE
                            + " of the engine's process names the hosts that they may.");
        }
    }

    private static URI uri(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw Problem.SEMANTIC.here("'" + address + "' is no address.").because(e);
        }
    }

    private static boolean isRemote(String place) {
        String lower = place.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    private static String bare(String place) {
        return isRemote(place) ? place.replaceFirst("[?#;].*$", "") : place;
    }

    private static Path local(String place) {
        if (!place.startsWith("file:") && place.contains("://")) {
            throw Problem.NOT_SUPPORTED
                    .here("Reading from " + place.substring(0, place.indexOf(':')) + " addresses")
                    .hint("Copy the file to this machine and give its path.");
        }
        try {
            return (place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place)).toAbsolutePath();
        } catch (IllegalArgumentException e) {
            throw Problem.SEMANTIC.here("'" + place + "' is no path of a file.").because(e);
        }
    }

    private static Path fetch(String address, List<Path> fetched) {
        String name = bare(address).substring(bare(address).lastIndexOf('/') + 1);
        try {
            Path file = Files.createTempFile("kelp-external-", "-" + name.replaceAll("[^A-Za-z0-9.]", "_"));
            fetched.add(file);
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
            HttpResponse<InputStream> response = client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw Problem.RUNTIME.here(address + " answers with status " + response.statusCode() + ".");
                }
                Files.write(file, body.readNBytes((int) MOST_BYTES));
                if (body.read() >= 0) {
                    throw Problem.LIMITS.here(address + " holds more than " + (MOST_BYTES >> 20) + " MB.");
                }
            }
            return file;
        } catch (IOException e) {
            throw Problem.RUNTIME
                    .here(address + " cannot be read: " + e.getMessage())
                    .because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.CANCELLED.here().because(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A copy left behind in the folder for such files harms nobody.
        }
    }
}
