package dev.kelp.ingest;

import dev.kelp.run.Cancellation;
import dev.kelp.run.DuckDbErrors;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Spoilt files of every format: each gives rows, or a message that names the file, in bounded time. What both DuckDB and Java read
 * must give the same rows, and what carries a checksum the rows of the right file.
 */
final class FileFuzz implements AutoCloseable {
    private static final Pattern RAW = Pattern.compile(
            "Exception|java\\.|org\\.|duckdb|dev\\.kelp|SELECT|read_csv|LINE \\d+:|null pointer",
            Pattern.CASE_INSENSITIVE);
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final FormatFixture fixture;
    private final Path file;
    private final Map<String, FuzzFiles.Kind> kinds;
    final Map<String, Integer> outcomes = new LinkedHashMap<>();
    final List<String> defects = new ArrayList<>();
    private long slowest;

    FileFuzz(Path folder) throws IOException, SQLException {
        fixture = new FormatFixture(folder, FuzzFiles.COLUMNS);
        fixture.create("lines", "line:string");
        file = folder.resolve("mutant");
        kinds = FuzzFiles.all(fixture.tables, folder);
    }

    Map<String, FuzzFiles.Kind> kinds() {
        return kinds;
    }

    /** Else all would be refused for the same reason. */
    void rightFilesAreRead() throws IOException {
        for (FuzzFiles.Kind kind : kinds.values()) {
            Files.write(file, kind.file());
            Object given = rows(
                    new Ingestion.Files(List.of(new SourceFile(file, "mutant")), kind.format(), ReadOptions.DEFAULT),
                    kind.name());
            if (!(given instanceof List)) {
                defects.add(kind.name() + ": the right file: " + shown(given));
            }
        }
    }

    /** The most memory the process has held. */
    static String memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmHWM"))
                .findFirst()
                .orElse("");
    }

    /** Lets {@link #memory} count from now on. */
    static void forgetMemory() throws IOException {
        Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    }

    long slowestMillis() {
        return slowest / 1_000_000;
    }

    /** Tries one spoilt file; the same seed gives the same one. */
    void attempt(String name, long seed) throws IOException {
        FuzzFiles.Kind kind = kinds.get(name);
        if (kind == null) {
            throw new IllegalArgumentException(name);
        }
        Random random = new Random(seed * 31 + name.hashCode());
        List<FuzzFiles.Kind> others = List.copyOf(kinds.values());
        byte[] mutant = new FileMutations(random)
                .mutate(kind.file(), others.get(random.nextInt(others.size())).file());
        Files.write(file, mutant);
        Ingestion.Files files =
                new Ingestion.Files(List.of(new SourceFile(file, "mutant")), kind.format(), ReadOptions.DEFAULT);
        long start = System.nanoTime();
        String what = name + " " + seed;
        @Nullable Object given = rows(files, what);
        if (kind.format().isDelimited() || kind.format().mappingKind() == IngestMapping.Kind.JSON) {
            compare(given, files, kind, what);
        }
        if (kind.checked() && given instanceof List<?> rows && Arrays.mismatch(mutant, kind.file()) >= 0) {
            Files.write(file, kind.file());
            boolean same = Arrays.equals(mutant, 0, Math.min(4, mutant.length), kind.file(), 0, 4);
            if (!rows.equals(rows(files, what)) && same && !isRepeated(kind.file(), mutant)) {
                defects.add(what + ": a file whose checksum is wrong gives other rows, " + rows.size());
            }
        }
        long took = System.nanoTime() - start;
        slowest = Math.max(slowest, took);
        if (took > PATIENCE_NANOS) {
            defects.add(what + ": took " + took / 1_000_000 + " ms");
        }
        outcomes.merge(name + (given instanceof List ? " rows" : " refused"), 1, Integer::sum);
    }

    /** Packed files one behind the other are one file. */
    private static boolean isRepeated(byte[] file, byte[] mutant) {
        boolean repeated = mutant.length % file.length == 0;
        for (int at = 0; repeated && at < mutant.length; at += file.length) {
            repeated = Arrays.equals(file, 0, file.length, mutant, at, at + file.length);
        }
        return repeated;
    }

    private TableDef table(IngestFormat format) {
        boolean lines = format == IngestFormat.TXT || format == IngestFormat.RAW;
        return fixture.tables.table(lines ? "lines" : "t");
    }

    /** The rows as texts, or what is said. */
    private Object rows(Ingestion.Files files, String what) {
        List<String> found = new ArrayList<>();
        try (DuckDBConnection connection = fixture.tables.duckDb.writer().connect(TextCells.FUNCTIONS);
                FileRows rows = FileRows.of(table(files.format()), files, connection, new Cancellation())) {
            rows.read(select -> {
                found.clear();
                read(select, connection, found);
            });
            return found;
        } catch (KqlException e) {
            return judged(e, what);
        } catch (SQLException | RuntimeException e) {
            defects.add(what + ": " + e);
            return e;
        }
    }

    private static void read(String select, DuckDBConnection connection, List<String> found) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE mutant AS " + select);
            try (ResultSet result = statement.executeQuery("SELECT * FROM mutant")) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    Object[] row = new Object[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = result.getObject(i + 1);
                    }
                    found.add(Arrays.toString(row));
                }
            }
        } catch (SQLException e) {
            throw DuckDbErrors.of(e, new Cancellation());
        }
    }

    private KqlException judged(KqlException e, String what) {
        boolean told = e.problem() == Problem.INGESTION || e.problem() == Problem.LIMITS;
        if (!told || RAW.matcher(e.message()).find() || !e.message().contains("mutant")) {
            defects.add(what + ": " + e.problem() + " " + TextCells.shortened(e.message()));
        }
        return e;
    }

    /** DuckDB's rows and Java's of the same file. */
    private void compare(Object given, Ingestion.Files files, FuzzFiles.Kind kind, String what) {
        Object java;
        try (DuckDBConnection connection = fixture.tables.duckDb.connect();
                RecordRows rows = new RecordRows(table(kind.format()), files, connection)) {
            List<String> found = new ArrayList<>();
            for (Object[] row = rows.next(); row != null; row = rows.next()) {
                found.add(Arrays.toString(row));
            }
            java = found;
        } catch (KqlException e) {
            java = judged(e, what + " (java)");
        } catch (IOException | SQLException | RuntimeException | StackOverflowError e) {
            defects.add(what + " (java): " + e);
            return;
        }
        if (given instanceof List && java instanceof List && !given.equals(java)) {
            defects.add(what + ": rows differ: " + difference((List<?>) given, (List<?>) java));
        } else if (given instanceof List != java instanceof List) {
            defects.add(what + ": " + shown(given) + " / record by record " + shown(java));
        }
    }

    private static String difference(List<?> one, List<?> two) {
        for (int i = 0; i < Math.min(one.size(), two.size()); i++) {
            if (!one.get(i).equals(two.get(i))) {
                return TextCells.shortened(one.get(i).toString()) + " / "
                        + TextCells.shortened(two.get(i).toString());
            }
        }
        return one.size() + " / " + two.size() + " rows";
    }

    private static String shown(Object outcome) {
        return outcome instanceof List<?> rows
                ? rows.size() + " rows"
                : TextCells.shortened(((Exception) outcome).getMessage());
    }

    @Override
    public void close() {
        fixture.close();
    }

    /** {@code [--files 5000] [--seed 1] [--only csv,json]}. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        int count = Integer.parseInt(given.getOrDefault("--files", "5000"));
        long seed = Long.parseLong(given.getOrDefault("--seed", "1"));
        Path folder = Files.createTempDirectory("kelp-fuzz");
        try (FileFuzz fuzz = new FileFuzz(folder)) {
            fuzz.rightFilesAreRead();
            for (String name : given.getOrDefault(
                            "--only", String.join(",", fuzz.kinds().keySet()))
                    .split(",")) {
                long start = System.nanoTime();
                int before = fuzz.defects.size();
                for (int i = 0; i < count; i++) {
                    fuzz.attempt(name, seed * 1_000_000 + i);
                }
                System.out.printf(
                        "%-12s %d files, %s, %d defects, %d s%n",
                        name,
                        count,
                        fuzz.outcomes,
                        fuzz.defects.size() - before,
                        (System.nanoTime() - start) / 1_000_000_000);
                fuzz.outcomes.clear();
                fuzz.defects.subList(before, fuzz.defects.size()).stream()
                        .limit(Integer.getInteger("show", 20))
                        .forEach(d -> System.out.println("  " + d));
            }
            System.out.println("slowest " + fuzz.slowestMillis() + " ms; " + memory());
            System.exit(fuzz.defects.isEmpty() ? 0 : 1);
        }
    }
}
