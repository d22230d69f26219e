package dev.kelp.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.run.TableFixture;
import dev.kelp.store.Snapshot;
import dev.kelp.tables.ScanRequest;
import dev.kelp.tables.TableDef;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes add rows and move them to files; one is killed. */
class StreamingProcessesTest {
    private static final int PROCESSES = Integer.getInteger("kelp.streaming.processes", 3);
    private static final int BATCHES = Integer.getInteger("kelp.streaming.batches", 30);

    @TempDir
    Path folder;

    @Test
    void whatIsAcknowledgedIsThereOnce() throws Exception {
        try (TableFixture fixture = new TableFixture(folder)) {
            fixture.create("t", new Field("n", KqlType.LONG), new Field("s", KqlType.STRING));
            List<Process> processes = new ArrayList<>();
            List<Thread> readers = new ArrayList<>();
            Map<Integer, Integer> acknowledged = new HashMap<>();
            for (int i = 0; i < PROCESSES; i++) {
                Process process = start(i);
                processes.add(process);
                int number = i;
                Thread reader = new Thread(() -> {
                    for (String line : lines(process)) {
                        synchronized (acknowledged) {
                            acknowledged.put(number, Integer.parseInt(line) + 1);
                            if (number == 0 && line.equals(String.valueOf(BATCHES / 2))) {
                                process.destroyForcibly();
                            }
                        }
                    }
                });
                readers.add(reader);
                reader.start();
            }
            Snapshot early = fixture.store.snapshot();
            long earlyRows = -1;
            long last = 0;
            while (processes.stream().anyMatch(Process::isAlive)) {
                Snapshot now = fixture.store.snapshot();
                long there = count(fixture, now);
                assertTrue(there >= last && there % StreamingProcess.ROWS == 0, there + " rows after " + last);
                if (earlyRows < 0 && there > 100) {
                    early = now;
                    earlyRows = there;
                }
                last = there;
            }
            for (Thread reader : readers) {
                reader.join();
            }
            for (Process process : processes.subList(1, PROCESSES)) {
                assertEquals(0, process.waitFor());
            }
            assertEquals(earlyRows < 0 ? 0 : earlyRows, count(fixture, early));
            Map<Long, Integer> rows = rows(fixture);
            for (int process = 0; process < PROCESSES; process++) {
                int batches = acknowledged.getOrDefault(process, 0);
                for (int batch = 0; batch < batches; batch++) {
                    assertEquals(StreamingProcess.ROWS, rows.getOrDefault(process * 1000L + batch, 0));
                }
            }
            // Of the process that was killed one batch may be there that it could not tell of.
            rows.values().forEach(count -> assertEquals(StreamingProcess.ROWS, count));
            assertTrue(rows.size()
                            - acknowledged.values().stream().mapToInt(n -> n).sum()
                    <= 1);
            assertTrue(fixture.extents("t").stream().anyMatch(e -> e.inlined() == null));
        }
    }

    private Process start(int number) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        for (String opened : List.of("java.nio", "sun.nio.ch", "java.lang", "java.lang.invoke", "java.util")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                StreamingProcess.class.getName(),
                folder.toString(),
                String.valueOf(number),
                String.valueOf(BATCHES)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Iterable<String> lines(Process process) {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        return () -> reader.lines().takeWhile(line -> !line.isEmpty()).iterator();
    }

    private static long count(TableFixture fixture, Snapshot snapshot) throws SQLException {
        TableDef table = snapshot.table("main", "t").orElseThrow();
        return fixture.rows(snapshot, new ScanRequest(table, table.columns(), List.of()))
                .size();
    }

    /** How many rows there are of each batch. */
    private static Map<Long, Integer> rows(TableFixture fixture) throws SQLException {
        Map<Long, Integer> batches = new HashMap<>();
        for (List<@Nullable Object> row : fixture.rows("t")) {
            batches.merge((Long) java.util.Objects.requireNonNull(row.get(0)) / 1000, 1, Integer::sum);
        }
        return batches;
    }
}
