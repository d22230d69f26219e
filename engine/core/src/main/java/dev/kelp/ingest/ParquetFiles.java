package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDbErrors;
import dev.kelp.run.ExtentWriter;
import dev.kelp.tables.TableDef;
import dev.kelp.tables.WrittenExtent;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The rows of Parquet files, and DuckDB's failures with them in words; packed ones are unpacked first. */
final class ParquetFiles implements FileRows {
    private final TableDef table;
    private final Ingestion.Files files;
    private final DuckDBConnection connection;
    private final Cancellation cancellation;
    private @Nullable UnpackedFiles unpacked;

    ParquetFiles(TableDef table, Ingestion.Files files, DuckDBConnection connection, Cancellation cancellation) {
        this.table = table;
        this.files = files;
        this.connection = connection;
        this.cancellation = cancellation;
    }

    private Ingestion.Files plain() {
        UnpackedFiles there = unpacked;
        if (there == null) {
            there = new UnpackedFiles(files);
            unpacked = there;
        }
        return there.files();
    }

    private String select(Ingestion.Files some) {
        try {
            return new ParquetRows(table, some).select(connection);
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, cancellation);
        }
    }

    @Override
    public List<WrittenExtent> write(ExtentWriter writer) {
        List<List<WrittenExtent>> written = new ArrayList<>();
        explaining(() -> written.add(writer.write(select(plain()))));
        return written.get(0);
    }

    @Override
    public void read(Reading reading) {
        explaining(() -> reading.read(select(plain())));
    }

    private void explaining(Runnable work) {
        try {
            work.run();
        } catch (KqlException e) {
            throw e.problem() == Problem.RUNTIME || e.problem() == Problem.BUG || e.problem() == Problem.LIMITS
                    ? explained(e)
                    : e;
        }
    }

    /** The same failure with the file it is in. */
    private KqlException explained(KqlException failure) {
        List<SourceFile> all = plain().files();
        for (SourceFile file : all) {
            KqlException alone = all.size() == 1 ? failure : alone(file);
            if (alone != null) {
                return told(file, alone).because(failure);
            }
        }
        return failure;
    }

    private @Nullable KqlException alone(SourceFile file) {
        try (Statement statement = connection.createStatement()) {
            String select = select(new Ingestion.Files(List.of(file), files.format(), files.options()));
            statement.execute(
                    "CREATE OR REPLACE TEMP TABLE kelp_probe AS SELECT bit_xor(hash(r)) FROM (" + select + ") AS r");
            return null;
        } catch (SQLException e) {
            return DuckDbErrors.of(e, cancellation);
        } catch (KqlException e) {
            return e;
        }
    }

    private KqlException told(SourceFile file, KqlException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String message = String.valueOf(cause.getMessage());
        TextCells.Fault cell = TextCells.Fault.in(message);
        if (cell != null) {
            return cell.fault("A record of " + file.name() + ": ", table);
        }
        if (failure.problem() == Problem.LIMITS) {
            return Problem.LIMITS.here("The file " + file.name() + " needs more memory than there is.");
        }
        return Ingestion.fault("The file " + file.name() + " cannot be read as Parquet: " + words(message, file));
    }

    /** What DuckDB says, without its own names for kinds of errors. */
    private static String words(String message, SourceFile file) {
        String line = message.strip().lines().findFirst().orElse("").replaceAll("^(\\w+ )?(\\w+ )?Error: ", "");
        return line.toLowerCase(Locale.ROOT).contains("exception")
                ? "it is damaged."
                : line.replace(file.path().toString(), file.name());
    }

    @Override
    public void close() {
        if (unpacked != null) {
            unpacked.close();
        }
    }
}
