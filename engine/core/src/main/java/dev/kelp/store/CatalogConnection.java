package dev.kelp.store;

import dev.kelp.text.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A JDBC connection to a catalogue, with statements on one line. Not thread-safe. */
final class CatalogConnection implements AutoCloseable {
    /** Rows that one statement inserts, as long as there are so many. */
    private static final int[] ROWS_PER_INSERT = {200, 20, 1};

    private static final int MOST_PARAMETERS = 10_000;
    private static final int KEPT_STATEMENTS = 64;

    private final Connection connection;
    private final CatalogDialect dialect;
    private boolean logLeft;

    /** Statements by their texts, the least used one going first. */
    private final Map<String, PreparedStatement> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedStatement> eldest) {
            boolean full = size() > KEPT_STATEMENTS;
            if (full) {
                try {
                    eldest.getValue().close();
                } catch (SQLException e) {
                    throw fault(e);
                }
            }
            return full;
        }
    };

    /** One row of an answer, read by position from 1. */
    record Row(ResultSet result) {
        long number(int column) {
            try {
                return result.getLong(column);
            } catch (SQLException e) {
                throw fault(e);
            }
        }

        @Nullable
        Long numberOrNull(int column) {
            try {
                long value = result.getLong(column);
                return result.wasNull() ? null : value;
            } catch (SQLException e) {
                throw fault(e);
            }
        }

        @Nullable
        String text(int column) {
            try {
                return result.getString(column);
            } catch (SQLException e) {
                throw fault(e);
            }
        }

        String textOrEmpty(int column) {
            String text = text(column);
            return text == null ? "" : text;
        }

        byte @Nullable [] bytes(int column) {
            try {
                return result.getBytes(column);
            } catch (SQLException e) {
                throw fault(e);
            }
        }

        /** 0 and 1 on SQLite, where {@code true} is accepted too; {@code t} is PostgreSQL's. */
        boolean flag(int column) {
            String text = textOrEmpty(column);
            return text.equals("1") || text.equals("t") || text.equalsIgnoreCase("true");
        }
    }

    /** Makes a value of a row. */
    interface RowReader<T> {
        T read(Row row);
    }

    CatalogConnection(Connection connection, CatalogDialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    CatalogDialect dialect() {
        return dialect;
    }

    <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        List<T> rows = new ArrayList<>();
        forEach(sql, row -> rows.add(reader.read(row)), arguments);
        return rows;
    }

    <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        return query(sql, reader, arguments).stream().findFirst();
    }

    int update(String sql, @Nullable Object... arguments) {
        try (Prepared prepared = new Prepared(sql, arguments)) {
            int changed = prepared.statement.executeUpdate();
            prepared.keep();
            return changed;
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /** The same statement for many rows of arguments. */
    void updateAll(String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /** Runs a definition that is written with PostgreSQL's types. */
    void define(String postgres) {
        update(dialect.definition(postgres));
    }

    /** As {@link #query} for answers that are too long to keep. */
    void forEach(String sql, Consumer<Row> reader, @Nullable Object... arguments) {
        try (Prepared prepared = new Prepared(sql, arguments)) {
            try (ResultSet result = prepared.statement.executeQuery()) {
                Row row = new Row(result);
                while (result.next()) {
                    reader.accept(row);
                }
            }
            prepared.keep();
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /** The cells of rows that are to be inserted. */
    interface Cells {
        @Nullable
        Object at(int row, int column);
    }

    /** Inserts many rows by few statements, which are kept for the next time. Names are quoted already. */
    void insert(String table, List<String> columns, int rows, Cells cells) {
        try {
            int row = 0;
            for (int taken : ROWS_PER_INSERT) {
                boolean fits = taken == 1 || taken * columns.size() <= MOST_PARAMETERS;
                if (!fits || rows - row < taken) {
                    continue;
                }
                PreparedStatement statement = kept(insertion(table, columns, taken));
                while (rows - row >= taken) {
                    int position = 1;
                    for (int end = row + taken; row < end; row++) {
                        for (int column = 0; column < columns.size(); column++) {
                            statement.setObject(position++, cells.at(row, column));
                        }
                    }
                    statement.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    private static String insertion(String table, List<String> columns, int rows) {
        String row = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        return "INSERT INTO " + table + "(" + String.join(", ", columns) + ") VALUES "
                + String.join(", ", Collections.nCopies(rows, row));
    }

    private PreparedStatement kept(String sql) throws SQLException {
        PreparedStatement statement = kept.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            kept.put(sql, statement);
        }
        return statement;
    }

    /** Lets commits leave SQLite's log to somebody else. */
    void leaveLog() {
        if (!logLeft) {
            query("PRAGMA wal_autocheckpoint = 0", r -> 0);
            logLeft = true;
        }
    }

    boolean hasTable(String name) {
        return first(dialect.hasTable(), r -> 1, name).isPresent();
    }

    /** The names of a table's columns in their order; none where there is no such table. */
    List<String> columns(String table) {
        return query(dialect.columns(), r -> r.textOrEmpty(1), table);
    }

    /** A statement in use, one that was kept where there is one; nobody else can use it at the same time. */
    private final class Prepared implements AutoCloseable {
        private final String sql;
        private final PreparedStatement statement;
        private boolean kept;

        Prepared(String sql, @Nullable Object... arguments) throws SQLException {
            PreparedStatement there = CatalogConnection.this.kept.remove(sql);
            this.sql = sql;
            this.statement = there == null ? connection.prepareStatement(sql) : there;
            bind(statement, arguments);
        }

        /** For the next time, once all has gone well. A server may plan again when tables change, and then refuses old statements. */
        void keep() throws SQLException {
            if (dialect == CatalogDialect.SQLITE) {
                PreparedStatement other = CatalogConnection.this.kept.put(sql, statement);
                if (other != null) {
                    other.close();
                }
                kept = true;
            }
        }

        @Override
        public void close() throws SQLException {
            if (!kept) {
                statement.close();
            }
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }

    /** A fault of the database that no user's text is to blame for. */
    static CatalogFault fault(SQLException e) {
        return new CatalogFault(e);
    }

    /** Carries an SQLException through code that reads rows; {@link Catalog} turns it into a message or a retry. */
    static final class CatalogFault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Serialization failure, deadlock, lock not available, too many connections, starting up or shutting down. */
        private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03", "53300", "57P03");

        /** What two writers that do the same at once collide on: the snapshot, and the making of tables and schemas. */
        private static final Set<String> CLAIMS = Set.of(
                "ducklake_snapshot_pkey",
                "pg_namespace_nspname_index",
                "pg_type_typname_nsp_index",
                "pg_class_relname_nsp_index");

        private final String state;
        private final String constraint;

        CatalogFault(SQLException cause) {
            super(cause.getMessage(), cause);
            this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
            ServerErrorMessage server = cause instanceof PSQLException e ? e.getServerErrorMessage() : null;
            this.constraint = server == null || server.getConstraint() == null ? "" : server.getConstraint();
        }

        /** Whether another process was in the way, which may be over the next time. */
        boolean passes() {
            String message = String.valueOf(getMessage());
            return message.contains("SQLITE_BUSY")
                    || message.contains("SQLITE_LOCKED")
                    || PASSING.contains(state)
                    || (state.equals("23505") && CLAIMS.contains(constraint));
        }

        /** Whether SQLite found no room on the disk. */
        boolean isFull() {
            return String.valueOf(getMessage()).contains("SQLITE_FULL");
        }

        /** Whether the connection to the server is gone. */
        boolean isLost() {
            return state.startsWith("08") || state.startsWith("57P0");
        }

        RuntimeException shown(String catalog) {
            // The server's words would name the user.
            String why = state.startsWith("28") ? "the server refuses the user or the password" : getMessage();
            return Problem.RUNTIME
                    .here("The catalogue " + catalog + " cannot be used: " + why + ".")
                    .because(this);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw fault(e);
        }
    }
}
