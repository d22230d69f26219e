package dev.kelp.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Made-up service logs of ten columns as CSV or JSON lines: times in order with ticks of 100 ns that are whole microseconds, few
 * levels and sources, a thousand nodes, mostly different messages, and a dynamic that a quarter of the rows fill. The same seed
 * gives the same bytes.
 */
final class LogFile {
    /** The columns as Kelp's and as DuckDB's types. */
    static final String[][] COLUMNS = {
        {"Timestamp", "datetime", "TIMESTAMP"},
        {"Level", "string", "VARCHAR"},
        {"Source", "string", "VARCHAR"},
        {"Node", "string", "VARCHAR"},
        {"Component", "string", "VARCHAR"},
        {"RequestId", "long", "BIGINT"},
        {"Row", "long", "BIGINT"},
        {"DurationMs", "real", "DOUBLE"},
        {"Message", "string", "VARCHAR"},
        {"Properties", "dynamic", "JSON"},
    };

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final LocalDateTime START = LocalDateTime.of(2026, 3, 1, 0, 0);
    private static final String[] SOURCES = {"EMBERFIELD0", "HARBORLINE1", "QUIETMEADOW2", "STONEBRIDGE3"};
    private static final String[] COMPONENTS = {"GATEWAY", "DOWNLOADER", "EXECUTOR", "FINALIZER", "HEALTHMONITOR"};

    private LogFile() {}

    /** Writes whole records until the file has this many bytes, and says how many records. */
    static long write(Path file, long bytes, boolean json) throws IOException {
        StringBuilder text = new StringBuilder();
        long written = 0;
        long row = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            while (written < bytes) {
                text.setLength(0);
                for (int i = 0; i < 1_000; i++, row++) {
                    record(text, row, json);
                }
                byte[] chunk = text.toString().getBytes(StandardCharsets.UTF_8);
                out.write(chunk);
                written += chunk.length;
            }
        }
        return row;
    }

    private static void record(StringBuilder out, long row, boolean json) {
        long random = mix(row);
        int node = (int) (random >>> 8 & 1023);
        String component = COMPONENTS[(int) (random >>> 20 & 0xffff) % COMPONENTS.length];
        String level = (random & 127) == 0 ? "Error" : (random & 7) == 1 ? "Warning" : "Information";
        String properties = (random >>> 40 & 3) != 0
                ? ""
                : "{\"size\":" + (random >>> 33) + ",\"format\":\"json\",\"tags\":[\"t" + (random >>> 5 & 31)
                        + "\",\"final\"],\"ratio\":0." + (random >>> 50 & 127) + "}";
        String message =
                switch ((int) (random >>> 44 & 3)) {
                    case 0 ->
                        "Gateway engine" + node + " chose replica " + (random >>> 30 & 15)
                                + " for service fabric://control.admin.svc/ - net.tcp://engine" + node + "."
                                + component + ".example.net/mgmt";
                    case 1 ->
                        "Downloading file path: \"https://lake.example.net/bench/2026/" + (random >>> 17)
                                + ".json.gz\"";
                    case 2 ->
                        "ResponseEncoder engine" + node + ": " + (random >>> 47)
                                + ": state=enabled reason=accept-encoding gzip, deflate";
                    default ->
                        "Completion report (POST /load): answered with status '200 OK' after " + (random >>> 55)
                                + " tries";
                };
        cell(out, json, 0, time(row), true);
        cell(out, json, 1, level, true);
        cell(out, json, 2, SOURCES[(int) (row % SOURCES.length)], true);
        cell(out, json, 3, "engine" + node, true);
        cell(out, json, 4, component, true);
        cell(out, json, 5, String.valueOf(random >>> 1), false);
        cell(out, json, 6, String.valueOf(row), false);
        cell(out, json, 7, (random >>> 36 & 0xffff) + "." + (random >>> 26 & 1023), false);
        cell(out, json, 8, message, true);
        if (json) {
            cell(out, true, 9, properties.isEmpty() ? "null" : properties, false);
            out.append("}\n");
        } else {
            cell(out, false, 9, properties, true);
            out.append('\n');
        }
    }

    private static void cell(StringBuilder out, boolean json, int column, String value, boolean text) {
        if (json) {
            out.append(column == 0 ? "{\"" : ",\"").append(COLUMNS[column][0]).append("\":");
            out.append(text ? "\"" + value.replace("\"", "\\\"") + "\"" : value);
            return;
        }
        if (column > 0) {
            out.append(',');
        }
        boolean quoted = text && (value.indexOf('"') >= 0 || value.indexOf(',') >= 0);
        out.append(quoted ? "\"" + value.replace("\"", "\"\"") + "\"" : value);
    }

    /** Seven digits of fraction, as Kusto writes them. */
    private static String time(long row) {
        LocalDateTime second = START.plusSeconds(row / 50);
        String micros = String.valueOf(1_000_000 + row % 50 * 20_000 + (mix(row) >>> 3) % 20_000);
        return second.format(SECONDS) + "." + micros.substring(1) + "0Z";
    }

    /** SplitMix64. */
    private static long mix(long seed) {
        long z = (seed + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
