package dev.kelp.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** A database that holds a catalogue, and how to connect to it. */
sealed interface CatalogSource permits CatalogSource.Sqlite, PostgresUrl {
    CatalogDialect dialect();

    /** What messages call it; names no password. */
    String shown();

    Connection connect() throws SQLException;

    /** A file, for the processes of one machine. */
    record Sqlite(Path file) implements CatalogSource {
        private static final int BUSY_MILLIS = 20_000;

        @Override
        public CatalogDialect dialect() {
            return CatalogDialect.SQLITE;
        }

        @Override
        public String shown() {
            return file.toString();
        }

        @Override
        public Connection connect() throws SQLException {
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(BUSY_MILLIS);
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            return config.createConnection("jdbc:sqlite:" + file);
        }
    }
}
