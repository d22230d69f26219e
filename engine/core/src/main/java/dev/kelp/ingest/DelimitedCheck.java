package dev.kelp.ingest;

import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks again, record by record, at delimited files that DuckDB refused: finds what is wrong and where, or sets right what only DuckDB minds. */
final class DelimitedCheck {
    private final TableDef table;
    private final Ingestion.Files files;
    private final char delimiter;

    DelimitedCheck(TableDef table, Ingestion.Files files) {
        this.table = table;
        this.files = files;
        this.delimiter = files.format().delimiter().charAt(0);
    }

    /** The message for a cell that is no value of its type, with its line where it is found. */
    KqlException fault(TextCells.Fault wanted) {
        for (SourceFile file : files.files()) {
            try (DelimitedReader reader = open(file)) {
                for (List<String> cells = reader.read(); cells != null; cells = reader.read()) {
                    boolean header = files.options().skipFirst() && reader.records() == 1;
                    if (!header
                            && cells.size() > wanted.column()
                            && cells.get(wanted.column()).equals(wanted.text())) {
                        return looksLikeHeader(reader, cells)
                                ? wanted.fault(place(reader, file) + ": ", table)
                                        .hint(
                                                "The first line looks like a header: add with (ignoreFirstRecord=true). Nothing was added.")
                                : wanted.fault(place(reader, file) + ": ", table);
                    }
                }
            } catch (IOException | Malformed e) {
                break;
            }
        }
        return wanted.fault("", table);
    }

    private boolean looksLikeHeader(DelimitedReader reader, List<String> cells) {
        return reader.records() == 1
                && cells.stream().anyMatch(c -> table.columns().stream()
                        .anyMatch(d -> d.name().equalsIgnoreCase(c)));
    }

    /** The message for the first malformed record, null where all are well formed or cannot be read here. */
    @Nullable
    KqlException structure() {
        for (SourceFile file : files.files()) {
            try (DelimitedReader reader = open(file)) {
                KqlException fault = structure(reader, file);
                if (fault != null) {
                    return fault;
                }
            } catch (Malformed e) {
                return Ingestion.fault("Line 1 of " + file.name() + " " + e.what());
            } catch (IOException e) {
                // What DuckDB has said of the file must do.
                return null;
            }
        }
        return null;
    }

    private @Nullable KqlException structure(DelimitedReader reader, SourceFile file) throws IOException {
        RecordWidth width =
                RecordWidth.of(ValidationPolicy.Width.TABLE, table.columns().size(), table.name());
        try {
            for (List<String> cells = reader.read(); cells != null; cells = reader.read()) {
                width.check(cells, delimiter);
            }
            return null;
        } catch (Malformed e) {
            return Ingestion.fault(place(reader, file) + " " + e.what());
        }
    }

    /** The same records in files that DuckDB reads without doubt; the caller deletes them. */
    Ingestion.Files rewritten() throws IOException {
        List<SourceFile> copies = new ArrayList<>();
        for (SourceFile file : files.files()) {
            Path copy = Files.createTempFile("kelp-ingest", ".txt");
            copies.add(new SourceFile(copy, file.name()));
            try (DelimitedReader reader = open(file);
                    BufferedWriter writer = Files.newBufferedWriter(copy)) {
                for (List<String> cells = reader.read(); cells != null; cells = reader.read()) {
                    write(cells, writer);
                }
            } catch (Malformed e) {
                throw new IOException(e);
            }
        }
        return new Ingestion.Files(copies, files.format(), files.options());
    }

    private void write(List<String> cells, BufferedWriter writer) throws IOException {
        for (int i = 0; i < table.columns().size(); i++) {
            if (i > 0) {
                writer.write(delimiter);
            }
            writer.write('"' + cells.get(i).replace("\"", "\"\"") + '"');
        }
        writer.write('\n');
    }

    private DelimitedReader open(SourceFile file) throws IOException, Malformed {
        return new DelimitedReader(Unpacked.open(file, Compression.of(file, files.options())), delimiter);
    }

    private static String place(DelimitedReader reader, SourceFile file) {
        return "Line " + reader.line() + " of " + file.name();
    }
}
