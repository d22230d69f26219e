package dev.kelp.store;

import dev.kelp.text.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JDBC connection to a catalogue, with statements on one line. Not thread-safe. */
final class CatalogConnection implements AutoCloseable {
    private final Connection connection;

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

        /** Official clients write 0 and 1; {@code true} is accepted too. */
        boolean flag(int column) {
            String text = textOrEmpty(column);
            return text.equals("1") || text.equalsIgnoreCase("true");
        }
    }

    /** Makes a value of a row. */
    interface RowReader<T> {
        T read(Row row);
    }

    CatalogConnection(Connection connection) {
        this.connection = connection;
    }

    <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        try (PreparedStatement statement = prepare(sql, arguments);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(result);
            while (result.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        return query(sql, reader, arguments).stream().findFirst();
    }

    int update(String sql, @Nullable Object... arguments) {
        try (PreparedStatement statement = prepare(sql, arguments)) {
            return statement.executeUpdate();
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

    boolean hasTable(String name) {
        return first("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", r -> 1, name)
                .isPresent();
    }

    private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bind(statement, arguments);
        return statement;
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

        CatalogFault(SQLException cause) {
            super(cause.getMessage(), cause);
        }

        boolean isBusy() {
            String message = String.valueOf(getMessage());
            return message.contains("SQLITE_BUSY") || message.contains("SQLITE_LOCKED");
        }

        RuntimeException shown(String catalog) {
            return Problem.RUNTIME
                    .here("The catalogue " + catalog + " cannot be used: " + getMessage() + ".")
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
