package dev.kelp.store;

import dev.kelp.text.Problem;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * The address of a schema in a PostgreSQL database. What it leaves out is said by the variables that all clients of PostgreSQL
 * know, and a password also by the file of passwords.
 *
 * @param hosts {@code host:port}, or several of them with commas between
 * @param options for the driver, user and password among them
 */
record PostgresUrl(String hosts, String database, String schema, Map<String, String> options) implements CatalogSource {
    private static final Pattern FORM = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?:(?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<hosts>[^/?]*)/?)?"
                    + "(?<database>[^?/]*)(?:\\?(?<options>.*))?");
    private static final String DEFAULT_SCHEMA = "public";

    /** @throws dev.kelp.text.KqlException where it has another form; the message doesn't repeat it */
    static PostgresUrl parse(String url) {
        Matcher parts = FORM.matcher(url.strip());
        if (!parts.matches()) {
            throw Problem.RUNTIME
                    .here("The address of the catalogue's database is malformed.")
                    .hint("Write postgresql://user@host:5432/database?schema=lake.");
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : part(parts, "options").split("&", -1)) {
            int is = option.indexOf('=');
            if (is > 0) {
                options.put(decoded(option.substring(0, is)), decoded(option.substring(is + 1)));
            }
        }
        give(options, "user", decoded(part(parts, "user")), "PGUSER");
        give(options, "password", decoded(part(parts, "password")), "PGPASSWORD");
        String hosts = or(part(parts, "hosts"), or(variable("PGHOST"), "localhost"));
        if (!hosts.matches(".*:\\d+")) {
            hosts += ":" + or(variable("PGPORT"), "5432");
        }
        String user = options.getOrDefault("user", System.getProperty("user.name", ""));
        String database = or(decoded(part(parts, "database")), or(variable("PGDATABASE"), user));
        String schema = options.remove("schema");
        String searched = options.remove("currentSchema");
        return new PostgresUrl(
                hosts, database, or(schema == null ? searched : schema, DEFAULT_SCHEMA), Map.copyOf(options));
    }

    private static void give(Map<String, String> options, String name, String value, String variable) {
        String meant = or(value, options.getOrDefault(name, variable(variable)));
        if (!meant.isEmpty()) {
            options.put(name, meant);
        }
    }

    private static String part(Matcher parts, String name) {
        String part = parts.group(name);
        return part == null ? "" : part;
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    private static String or(@Nullable String value, String other) {
        return value == null || value.isEmpty() ? other : value;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public CatalogDialect dialect() {
        return CatalogDialect.POSTGRES;
    }

    @Override
    public String shown() {
        return "postgresql://" + hosts + "/" + database + "?schema=" + schema;
    }

    /** The address again, as others may read it. */
    String withoutPassword() {
        String rest = options.entrySet().stream()
                .filter(o -> !o.getKey().toLowerCase(Locale.ROOT).contains("password"))
                .sorted(Map.Entry.comparingByKey())
                .map(o -> "&" + o.getKey() + "=" + URLEncoder.encode(o.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        return shown() + rest;
    }

    /** Names no password. */
    @Override
    public String toString() {
        return shown();
    }

    @Override
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.putAll(options);
        properties.putIfAbsent("ApplicationName", "kelp");
        properties.putIfAbsent("connectTimeout", "10");
        properties.putIfAbsent("tcpKeepAlive", "true");
        properties.putIfAbsent("reWriteBatchedInserts", "true");
        // Texts stand for points in time and UUIDs on the way in and out.
        properties.setProperty("stringtype", "unspecified");
        properties.setProperty("binaryTransfer", "false");
        Connection connection =
                new Driver().connect("jdbc:postgresql://" + hosts + "/" + encoded(database), properties);
        if (connection == null) {
            throw new SQLException("the driver does not know the address");
        }
        try (Statement statement = connection.createStatement()) {
            String quoted = Names.quoted(schema);
            statement.execute("SET client_min_messages = warning");
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET search_path = " + quoted);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Makes the schema where it is missing, and keeps other writers of it away. */
    void makeSchema(CatalogConnection connection) {
        boolean isThere = connection
                .first("SELECT current_schema()", r -> r.text(1) != null)
                .orElse(false);
        if (!isThere) {
            connection.update("CREATE SCHEMA IF NOT EXISTS " + Names.quoted(schema));
        }
        Catalog.lockWriters(connection);
    }
}
