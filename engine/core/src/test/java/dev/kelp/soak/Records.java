package dev.kelp.soak;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of a catalogue and how many rows each has. */
final class Records {
    private static final int MOST = 14;

    private Records() {}

    /** Those with the most rows, and how many tables there are. */
    static String most(Path lake) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection catalogue = DriverManager.getConnection("jdbc:sqlite:" + lake.resolve("catalog.sqlite"));
                Statement statement = catalogue.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet tables = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
                while (tables.next()) {
                    names.add(tables.getString(1));
                }
            }
            for (String name : names) {
                try (ResultSet count = statement.executeQuery("SELECT count(*) FROM \"" + name + "\"")) {
                    rows.put(name, count.getLong(1));
                }
            }
        }
        List<Map.Entry<String, Long>> most = new ArrayList<>(rows.entrySet());
        most.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        return rows.size() + " tables, " + most.subList(0, Math.min(MOST, most.size()));
    }
}
