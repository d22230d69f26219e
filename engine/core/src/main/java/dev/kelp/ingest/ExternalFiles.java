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
import java.net.URI;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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
        IngestFormat chosen = format.isEmpty()
                ? IngestFormat.ofPath(bare(places.get(0))).orElse(IngestFormat.CSV)
                : IngestFormat.named(format).orElseThrow(() -> Problem.NOT_SUPPORTED
                        .here("The format '" + format + "'")
                        .hint("The formats are " + String.join(", ", IngestFormat.allNames()) + "."));
        try (RemoteFiles remote = new RemoteFiles(hosts, MOST_BYTES, cancellation)) {
            places.stream().filter(RemoteFiles::isRemote).forEach(remote::check);
            List<SourceFile> files = new ArrayList<>();
            for (String place : places) {
                files.add(RemoteFiles.isRemote(place) ? remote.fetch(place) : SourceFile.of(local(place)));
            }
            ReadOptions options = ReadOptions.DEFAULT.withSkipFirst(request.skipFirst());
            return read(table(request.schema()), new Ingestion.Files(files, chosen, options));
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

    private static String bare(String place) {
        return RemoteFiles.isRemote(place) ? RemoteFiles.shown(place) : place;
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
}
